# Two stages: the first installs from the lock file, the second holds only what runs.
FROM python:3.12-slim AS install
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /opt/samlar
RUN /opt/samlar/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
COPY bot ./bot
COPY handlers ./handlers
COPY storage ./storage
COPY config ./config
RUN /opt/samlar/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation .

FROM python:3.12-slim
RUN useradd --system --create-home --home-dir /home/samlar samlar && mkdir -m 700 /data && chown samlar /data
COPY --from=install /opt/samlar /opt/samlar
USER samlar
WORKDIR /home/samlar
ENV PATH=/opt/samlar/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    SAMLAR_STORE=tinydb:/data \
    SAMLAR_HOST=0.0.0.0 \
    SAMLAR_PORT=3978
VOLUME /data
EXPOSE 3978
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s \
    CMD ["python", "-m", "bot", "healthy"]
CMD ["samlar", "run"]
