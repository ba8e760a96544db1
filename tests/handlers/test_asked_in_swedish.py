"""What people ask in Swedish, each by role: what the answer holds, and what it must not hold."""

from __future__ import annotations

import pytest

from tests.handlers.desk import Town

NEXT = "Nästa träff: Granlidens gymnasium|Elevernas egna mål"
NO_WEEK = (
    "Inget inbokat nästa vecka (v. 43)|Nästa träff: mån 26 okt v. 44 14.00–15.30 Elevernas egna mål, Granlid"
)
NONE_YET = "Inget par är utsett för Björkängens förskola än"
NOT_IN = "Du är inte med i något samarbete på"
ALL_DEVELOPERS = "Maja Ekström|Olle Lindgård|Petter Åsberg|Sana Haddadi"
WAITS = "väntar på en reflektion|Sambedömning i par"
STRANGER = "Jag känner dig inte än"
OURS = "Greta|Maja|Petter|Granliden|Elevernas"
LIST = "Den här veckan, v. 42|Elevernas egna mål"

TABLE = [
    ("karin", "Majas träffar", "Elevernas egna mål", "Jag förstår inte"),
    ("karin", "Granlidens par", "Par: Maja Ekström och Petter Åsberg", ""),
    ("greta", "Granlidens rektor", "Greta Granath", ""),
    ("maja", "Granlidens läge", "Skede: kollegialt lärande", ""),
    ("rut", "Granlidens träffar", "", OURS.replace("Granliden|", "")),
    ("karin", "vad är Almby?", "Almby skola|Skolform: grundskola", "ingen förklaring"),
    ("anna", "vad är Almby", "ingen förklaring", "Skolform"),
    ("karin", "lägg till sana i björkängen", "Utse ett par|Par: Sana Haddadi", ""),
    ("karin", "lägg till olle i paret på granliden", "Par: Maja Ekström, Petter Åsberg, Olle Lindgård", ""),
    (
        "karin",
        "lägg till Anna Nyberg i Almby",
        "Lägg till en person|Namn: Anna Nyberg|Hemenhet: Almby skola",
        "",
    ),
    ("rut", "lägg till sana i björkängen", "Karin Samuelsdotter", "Namn: "),
    ("rut", "be om stöd till Almby", "Be om ett samarbete|Skola eller förskola: Almby skola", ""),
    ("rut", "vi behöver stöd", "Be om ett samarbete", ""),
    ("greta", "när träffas vi nästa gång", NEXT, "Flytta"),
    ("greta", "När träffas vi nästa gång?", NEXT, "Flytta"),
    ("maja", "när träffas vi nästa gång?", f"{NEXT}|Flytta", "Jag förstår inte"),
    ("karin", "när träffas vi nästa gång", NEXT, ""),
    ("bengt", "när träffas vi nästa gång", NONE_YET, OURS),
    ("rut", "när träffas vi nästa gång", "Du har inga bokade träffar|Be om ett samarbete", OURS),
    ("olle", "när träffas vi nästa gång", "Du har inga bokade träffar", OURS),
    ("anna", "när träffas vi nästa gång", STRANGER, OURS),
    ("greta", "nästa träff", NEXT, ""),
    ("maja", "nästa träff tack", NEXT, ""),
    ("karin", "nästa träff på Granliden", NEXT, ""),
    ("maja", "när är nästa träff?", NEXT, ""),
    ("petter", "hej! när ses vi igen?", NEXT, ""),
    ("greta", "kan du säga mig när vi ses", "Jag förstår inte", ""),
    ("maja", "kan du visa när är vår nästa träff", NEXT, ""),
    ("karin", "när träffas vi på Björkängen", f"{NONE_YET}|Utse ett par", ""),
    ("karin", "nästa träff Almby", "Almby skola har inget pågående samarbete|Be om ett samarbete", ""),
    ("bengt", "nästa träff på Granliden", f"{NOT_IN} Granlidens gymnasium", "Greta|Maja|Elevernas"),
    ("anna", "nästa träff på Granliden", STRANGER, "Greta|Maja|Elevernas"),
    ("maja", "mina träffar", LIST, ""),
    ("greta", "mina träffar", LIST, "Flytta"),
    ("karin", "alla träffar", LIST, ""),
    ("rut", "mina träffar", "Du har inga bokade träffar", OURS),
    ("anna", "mina träffar", STRANGER, OURS),
    ("maja", "visa mina träffar", LIST, ""),
    ("greta", "snälla visa våra träffar", LIST, ""),
    ("maja", "jag vill se mina träffar", LIST, ""),
    ("karin", "kan du visa kommande träffar?", LIST, ""),
    ("maja", "har vi nåt inbokat nästa vecka", f"{NO_WEEK}|Boka en träff", "Jag hittar inget"),
    ("greta", "har vi nåt inbokat nästa vecka?", NO_WEEK, "Boka en träff"),
    ("karin", "har vi något bokat nästa vecka", NO_WEEK, ""),
    ("olle", "har vi nåt inbokat nästa vecka", "Inget inbokat nästa vecka (v. 43)|Inget annat", OURS),
    ("bengt", "har vi nåt inbokat nästa vecka", "Inget inbokat nästa vecka (v. 43)|Inget annat", OURS),
    ("anna", "har vi nåt inbokat nästa vecka", STRANGER, OURS),
    (
        "maja",
        "har jag nåt inbokat i morgon",
        "Inget inbokat i morgon (fredag 16 oktober|Nästa träff: mån 26",
        "",
    ),
    ("maja", "har vi något inbokat v 44", "1 träff: v 44|Elevernas egna mål", "Inget inbokat"),
    ("maja", "vad har vi inbokat v. 43?", "Inget inbokat v. 43|Nästa träff: mån 26 okt v. 44", "(v. 43)"),
    ("greta", "är det nåt inbokat på fredag", "Inget inbokat på fredag (fredag 16 oktober|Nästa träff", ""),
    ("maja", "har vi nåt inbokat nästa vecka på Granliden", f"{NO_WEEK}", ""),
    ("karin", "har vi nåt inbokat nästa vecka på Björkängen", NONE_YET, ""),
    ("greta", "vilka träffar har vi i november", "Inget inbokat i november|Nästa träff", ""),
    ("maja", "har vi nåt inbokat", LIST, ""),
    ("karin", "vad händer nästa vecka", NO_WEEK, ""),
    ("greta", "vem är min kvalitetsutvecklare", "Par: Maja Ekström och Petter Åsberg", "Olle|Sana"),
    ("greta", "Vem är vår kvalitetsutvecklare?", "Par: Maja Ekström och Petter Åsberg", ""),
    ("bengt", "vem är min kvalitetsutvecklare", f"{NONE_YET}|Karin Samuelsdotter utser ett", OURS),
    ("rut", "vem är min kvalitetsutvecklare", "inte med i något samarbete just nu|Be om ett samarbete", OURS),
    ("maja", "vem är min kvalitetsutvecklare", "Maja Ekström (du) och Petter Åsberg", "Olle|Sana"),
    ("karin", "vem är min kvalitetsutvecklare", ALL_DEVELOPERS, ""),
    ("anna", "vem är min kvalitetsutvecklare", f"{STRANGER}|Karin Samuelsdotter", OURS),
    ("greta", "vilka är våra utvecklare", "Maja Ekström och Petter Åsberg", "Olle|Sana"),
    ("maja", "vilka är våra utvecklare", "Maja Ekström (du) och Petter Åsberg", "Olle|Sana"),
    ("olle", "vilka är våra utvecklare", "inte med i något samarbete just nu", OURS),
    ("karin", "vilka är våra utvecklare?", ALL_DEVELOPERS, "Greta"),
    ("anna", "vilka är våra utvecklare", STRANGER, OURS),
    ("greta", "vilka jobbar vi med", "Maja Ekström och Petter Åsberg", "Olle"),
    ("karin", "vem är kvalitetsutvecklare på Granliden", "Maja Ekström och Petter Åsberg", "Olle"),
    (
        "bengt",
        "vem är kvalitetsutvecklare på Granliden",
        f"{NOT_IN} Granlidens gymnasium",
        "Greta|Maja|Petter",
    ),
    ("karin", "vem är utvecklare på Björkängen", f"{NONE_YET}|Utse ett par", ""),
    ("karin", "vem är utvecklare på Almby", "Almby skola har inget pågående samarbete|Be om ett", ""),
    ("maja", "vem är utvecklare på Björkängen", f"{NOT_IN} Björkängens förskola", "Bengt|Inget par"),
    ("maja", "vem är utvecklare på Almby", f"{NOT_IN} Almby skola", "Rut"),
    ("greta", "vem är samordnare", "Samordnare|Karin Samuelsdotter", "Henrik"),
    ("maja", "vem är samordnare?", "Karin Samuelsdotter", "(du)"),
    ("karin", "vem är samordnare", "Karin Samuelsdotter (du)", ""),
    ("anna", "vem är samordnare", "Karin Samuelsdotter", OURS),
    ("anna", "vem ska jag fråga?", "Karin Samuelsdotter", OURS),
    ("rut", "vem kan jag kontakta", "Karin Samuelsdotter", ""),
    ("maja", "vem är rektor på granliden", "Rektor: Greta Granath", "Par"),
    ("greta", "vem är rektor på granliden", "Greta Granath (du)", ""),
    ("karin", "vem är rektor på granliden", "Rektor: Greta Granath", ""),
    ("karin", "vem är rektor på Almby skola?", "Rektor: Rut Almquister", ""),
    ("karin", "vem är rektor på Ekdala", "inte till någon rektor på Ekdalaskolan|Lägg till en person", ""),
    ("karin", "vem är rektor på björkängen", "Bengt Björkegård", ""),
    (
        "olle",
        "vem är rektor på granliden",
        f"{NOT_IN} Granlidens gymnasium|Karin Samuelsdotter vet",
        "Greta|Maja",
    ),
    ("bengt", "vem är rektor på granliden", NOT_IN, "Greta|Maja"),
    ("maja", "vem är rektor på almby", f"{NOT_IN} Almby skola", "Rut"),
    ("anna", "vem är rektor på granliden", f"{STRANGER}|Karin Samuelsdotter", "Greta|Maja"),
    ("bengt", "vem är rektor på björkängen", "Bengt Björkegård (du)", ""),
    ("maja", "vem är vår rektor", "Greta Granath", ""),
    ("karin", "vilka är våra rektorer", "Greta Granath|Rut Almquister|Bengt Björkegård", "Maja"),
    ("maja", "mina kontakter", "Rektor: Greta Granath|Par: Maja Ekström (du)", ""),
    ("karin", "vilka har inte reflekterat", f"1 träff {WAITS}", "Exempel på återkoppling"),
    ("maja", "vilka har inte reflekterat", f"1 träff {WAITS}", "Exempel på återkoppling"),
    ("petter", "vilka har inte reflekterat?", f"2 träffar {WAITS}|Exempel på återkoppling", ""),
    (
        "greta",
        "vilka har inte reflekterat",
        "Det vet de som leder träffarna: Maja och Petter",
        "Sambedömning",
    ),
    ("bengt", "vilka har inte reflekterat", "inte med i något samarbete just nu", OURS),
    ("olle", "vilka har inte reflekterat", "Ingen träff väntar på en reflektion", OURS),
    ("anna", "vilka har inte reflekterat", STRANGER, OURS),
    ("maja", "vilka träffar saknar reflektion", WAITS, ""),
    ("karin", "har alla reflekterat?", WAITS, ""),
    ("maja", "mina reflektioner", "Ämneslagen jämförde sina exempel", ""),
    ("greta", "våra reflektioner", "inga reflektioner", "Ämneslagen"),
    ("maja", "hur går det på Granliden?", "Granlidens gymnasium|Skede", ""),
    ("greta", "hur går det", "Granlidens gymnasium|Skede", ""),
    ("karin", "hur ligger vi till", "Pågående samarbeten|Björkängens förskola", ""),
    ("karin", "kan du visa läget på Granliden", "Granlidens gymnasium|Skede", ""),
    ("karin", "finns det nya förfrågningar?", "Björkängens förskola", ""),
    ("maja", "finns det nya förfrågningar?", "", "Björkängen"),
    ("karin", "vilka väntar på godkännande", "", "Jag förstår inte"),
    (
        "karin",
        "byt Maja mot Olle",
        "Byt ut en i ett par|Olle Lindgård|Granlidens gymnasium",
        "Jag förstår inte",
    ),
    ("karin", "byt Maja mot Olle på Granliden", "Byt ut en i ett par|Olle Lindgård", "Jag förstår inte"),
    ("karin", "fråga Bengt om vilka lag som är med", "Fråga rektorn|Björkängens|vilka lag som är med", ""),
    ("karin", "fråga Björkängen om start", "Fråga rektorn|Björkängens förskola, begärd|om start", ""),
    ("karin", "avböj Bengt inget par är ledigt", "Avböj|Björkängens förskola|inget par är ledigt", ""),
    ("maja", "träffar okt", "3 träffar: oktober|Elevernas egna mål", "Jag hittar inget"),
    ("maja", "träffar nov", "Inget inbokat november", "Jag hittar inget"),
    ("maja", "byt till engelska", "From now on I write English", "Jag förstår inte"),
    ("anna", "hjälp mig", "Det här kan du göra", OURS),
    ("maja", "vad kan jag göra", "Det här kan du göra", ""),
    ("maja", "jag vill boka Granliden fredag 9–10", "Stämmer det här?|fredag 16 oktober 2026", ""),
    ("maja", "snälla boka Granliden fredag 9–10", "Stämmer det här?|fredag 16 oktober 2026", ""),
    (
        "maja",
        "kan du boka Granliden fredag 9–10?",
        "Stämmer det här?|fredag 16 oktober 2026",
        "använde jag inte",
    ),
]


@pytest.mark.parametrize(("who", "asked", "holds", "lacks"), TABLE, ids=[f"{w}: {q}" for w, q, *_ in TABLE])
async def test_what_is_asked_is_answered(town: Town, who: str, asked: str, holds: str, lacks: str) -> None:
    """The answer holds what was asked for, as far as this person may know it, and nothing else."""
    seat = town.seat("new-anna" if who == "anna" else who)
    seen = " ".join((await seat.says(asked)).split())
    assert [one for one in holds.split("|") if one not in seen] == [], seen
    assert [one for one in lacks.split("|") if one and one in seen] == [], seen
