"""The set phrases that a text is read by, and what they mean, parted by commas."""

from __future__ import annotations

from handlers.when.day_items import (
    Break,
    EndOf,
    Feast,
    NextTerm,
    Parity,
    RelativeDay,
    RelativeMonth,
    RelativeWeek,
    Weekdays,
)
from handlers.when.items import Bound, Every, EveryMonth, Filler, Item, Joint, Offset, PartOfDay, Puzzle

PHRASES: tuple[tuple[Item, str], ...] = (
    (RelativeDay(0), "idag, i dag, today, nu idag"),
    (
        RelativeDay(1),
        """
        imorgon, i morgon, imorn, i morn, imorrn, i morrn, imorron, i morron, tomorrow, tmrw, tmr,
        tomorow
        """,
    ),
    (
        RelativeDay(2),
        """
        övermorn, i övermorn, övermorgon, i övermorgon, iövermorgon, dagen efter imorgon,
        the day after tomorrow, day after tomorrow, i över morgon
        """,
    ),
    (RelativeDay(0, "morning"), "this morning"),
    (RelativeDay(0, "forenoon"), "i förmiddag, i fm, idag fm"),
    (RelativeDay(0, "afternoon"), "i eftermiddag, ieftermiddag, i em, this afternoon, idag em"),
    (RelativeDay(0, "evening"), "ikväll, i kväll, tonight, this evening"),
    (
        RelativeWeek(0),
        """
        den här veckan, denna vecka, denna veckan, innevarande vecka, i veckan, this week, denna v,
        den här v
        """,
    ),
    (
        RelativeWeek(1),
        """
        nästa vecka, nästa veckan, nästkommande vecka, kommande vecka, next week, nästa v, nästa v.,
        the next week, kommande veckan, the coming week, coming week, nästa vecka på
        """,
    ),
    (
        RelativeWeek(2),
        """
        veckan efter nästa, nästnästa vecka, nästa nästa vecka, the week after next, week after
        next, veckan efter nästa vecka, nästnästa v
        """,
    ),
    (
        PartOfDay("morning"),
        """
        morgonen, på morgonen, morgon, smorgon, bitti, på morgon, in the morning, morning, tidigt på
        morgonen
        """,
    ),
    (
        PartOfDay("forenoon"),
        """
        fm, f.m., f.m, på fm, förmiddag, förmiddagen, på förmiddagen, sförmiddag, på förmiddag
        """,
    ),
    (PartOfDay("day"), "på dagen, under dagen, in the daytime"),
    (
        PartOfDay("afternoon"),
        """
        em, e.m., e.m, på em, eftermiddag, eftermiddagen, på eftermiddagen, seftermiddag, på
        eftermiddag, in the afternoon, afternoon
        """,
    ),
    (PartOfDay("evening"), "kväll, kvällen, på kvällen, skväll, in the evening, evening, på kväll"),
    (Offset((60,)), "cet, utc+1, utc+01:00, gmt+1, +01:00, +0100"),
    (Offset((120,)), "cest, utc+2, utc+02:00, gmt+2, +02:00, +0200"),
    (Offset((0,), converts=True), "z"),
    (Offset((0,)), "utc, gmt, +00:00"),
    (
        Every(1),
        """
        varje vecka, every week, each week, weekly, veckovis, en gång i veckan, once a week, varje
        v, veckovis på
        """,
    ),
    (
        Every(2),
        """
        varannan vecka, varannan, var annan vecka, var annan, varannan v, every other week, every
        other, every second week, every second, every 2nd, every two weeks, every 2 weeks, alternate
        weeks, alternate, var 14:e dag, var fjortonde dag, every 14 days, every fortnight,
        fortnightly, biweekly, bi-weekly, varannan veckas, var 14 dag
        """,
    ),
    (Every(1, "day"), "varje dag, alla dagar, dagligen, every day, daily, each day, dagligen på"),
    (
        EveryMonth(),
        """
        varje månad, i varje månad, every month, each month, of every month, of each month,
        månatligen, monthly
        """,
    ),
    (
        Weekdays((0, 1, 2, 3, 4), plural=True),
        """
        varje vardag, alla vardagar, vardagar, every weekday, on weekdays, weekdays, vardagarna
        """,
    ),
    (Parity(0), "jämna veckor, jämn vecka, jämna v, jämn v, even weeks, even week, jämna"),
    (
        Parity(1),
        """
        udda veckor, udda vecka, ojämna veckor, ojämn vecka, udda v, odd weeks, odd week, ojämna v, udda,
        ojämna
        """,
    ),
    (
        Bound("from"),
        """
        från, från och med, fr.o.m., fr.o.m, fr o m, fom, f.o.m., from, med start, start, starting,
        starting from, starting on, med början, börjar, med start från, beginning, as of,
        commencing, starting in, med start i, med start den
        """,
    ),
    (Bound("until", leads=True), "till"),
    (Bound("until"), "fram till, ända till, tills, until, til, up to, fram tills"),
    (
        Bound("through"),
        """
        till och med, fram till och med, t.o.m., t.o.m, t o m, tom, through, thru, up to and
        including, fram t.o.m., slut, slutar, ends, ending
        """,
    ),
    (Bound("before"), "före, innan, before"),
    (Bound("between"), "mellan, between"),
    (Feast("christmas"), "jul, julen, christmas, xmas"),
    (Feast("easter"), "påsk, påsken, easter"),
    (Feast("new year"), "nyår, nyåret, new year, new year's, the new year"),
    (Feast("midsummer"), "midsommar, midsummer"),
    (RelativeMonth(1), "nästa månad, next month, nästkommande månad, i nästa månad"),
    (RelativeMonth(0), "this month, denna månad, den här månaden"),
    (NextTerm(), "nästa termin, next term, nästkommande termin, next semester"),
    (
        NextTerm(school_year=True),
        """
        nästa läsår, next school year, next academic year, nästkommande läsår, kommande läsår
        """,
    ),
    (Break(""), "lov, lovet, loven, skollov, lovdagar, lovveckor, school holidays, school breaks"),
    (Break("autumn"), "höstlov, höstlovet, autumn break, the autumn break, fall break"),
    (
        Break("christmas"),
        """
        jullov, jullovet, christmas break, the christmas break, winter break, christmas holidays
        """,
    ),
    (Break("winter"), "sportlov, sportlovet, the winter sports break, sports break, the sports break"),
    (Break("easter"), "påsklov, påsklovet, easter break, the easter break, spring break"),
    (
        Break("summer"),
        """
        sommarlov, sommarlovet, sommaren, summer, the summer, summer break, the summer break, sommar
        """,
    ),
    (
        EndOf("term"),
        """
        terminens slut, terminsslut, slutet av terminen, slutet på terminen, terminsslutet, the end
        of term, end of term, the end of the term, end of the term, end of semester, the end of the
        semester
        """,
    ),
    (
        EndOf("term", limits=True),
        """
        terminen ut, resten av terminen, hela terminen, the rest of the term, rest of the term,
        under terminen, the rest of term, all term, the whole term, resten av ht, resten av vt,
        denna termin
        """,
    ),
    (
        EndOf("school year"),
        """
        läsårets slut, slutet av läsåret, slutet på läsåret, the end of the school year, end of the
        school year
        """,
    ),
    (EndOf("school year", limits=True), "läsåret ut, resten av läsåret, the rest of the school year"),
    (EndOf("year"), "årets slut, årsskiftet, the end of the year, end of the year, årsslut"),
    (EndOf("year", limits=True), "året ut, resten av året, the rest of the year"),
    (
        EndOf("month"),
        """
        månadens slut, slutet av månaden, slutet på månaden, the end of the month, end of the month,
        månadsslutet
        """,
    ),
    (EndOf("month", limits=True), "månaden ut, resten av månaden, the rest of the month"),
    (Joint("and"), "och, o, samt, and, plus, och sedan, och sen, och därefter, and then"),
    (Joint("or"), "eller, or, alt, alt., alternativt, antingen, either, resp, resp., respektive"),
    (
        Puzzle("not"),
        """
        inte, ej, icke, not, aldrig, never, utom, förutom, except, undantaget, undantag, inga,
        ingen, don't, skippa, skip, dock ej, dock inte, but not, hoppa över, utan, without,
        excluding, exkl, i stället för, istället för, instead of
        """,
    ),
    (
        Puzzle("about"),
        """
        ca, ca., c:a, cirka, ungefär, runt, omkring, kring, typ, about, around, approximately,
        approx, approx., vid, strax, ~, kanske, maybe, perhaps, eventuellt, ev, ev., preliminärt,
        prel, prel., tentatively, helst, preferably, vid kl
        """,
    ),
    (
        Puzzle("after"),
        """
        efter, after, tidigast, earliest, senast, latest, by, at the latest, som senast, framåt,
        onwards, och framåt
        """,
    ),
    (
        Puzzle("vague"),
        """
        lunchtid, efter lunch, före lunch, innan lunch, vid lunch, lunchtime, after
        lunch, before lunch, at lunch, hela dagen, heldag, all day, halvdag, midnatt, midnight,
        snart, soon, någon gång, sometime, asap, kvällstid, när som helst, anytime, hela veckan, all
        week, i höst, i vår, till hösten, under hösten, under våren, till våren, i månaden, of the month,
        början av månaden, början på månaden,
        mitten av månaden, mitten på månaden, the beginning of the month, the middle of the month,
        i helgen, helgen, the weekend, this weekend, nästa helg, next weekend, nästa år, next year, i natt,
        inatt, på natten, natten, natt, at night, night, veckan därpå, veckan efter, the week after,
        the following week, följande vecka, half one, half two, half three, half four,
        half five, half 1, half 2, half 3, half 4, half 5, om en månad, in a month, i vinter, i
        sommar, dagtid, efter skolan, after school, dagen efter, the day after,
        from now, after next
        """,
    ),
    (Puzzle("lunch"), "lunch, lunchen"),
    (
        Puzzle("repeats"),
        """
        då och då, now and then,
        upprepas, repeats, återkommande, recurring, framöver, tills vidare, until further notice,
        going forward
        """,
    ),
    (
        Puzzle("past"),
        """
        igår, i går, yesterday, i förrgår, i morse, imorse, förra veckan, last week, förra vecka,
        sedan igår, ago
        """,
    ),
    (
        Filler(leads=True),
        """
        på, den, det, i, under, of, the, in, nu, sedan, sen, därefter, then, datum, date, tid, time,
        when, när, starttid, startar, inträffar, occurs, sker, dag:, day:, throughout, during
        """,
    ),
    (
        Filler(),
        """
        totalt, boka, book, please, tack, snälla, thanks, vi ses, ses, let's meet,
        kan vi, kan ni, kan du, jag kan, vi kan, går det bra med, går det, passar det, hur passar,
        vad sägs om,
        ska vi säga, ska vi ta, vi tar det, vi tar, vi säger, vi kör, det blir bäst, det blir, flytta till,
        i stället, istället, för oss, för mig, för er, så vi tar, antar vi, både, både på, both, can we do,
        can we make it, can we meet, could we do, could we, can we, shall we say, how about, what about,
        hej, hejsan, hallå, tjena, hi, hello, ja, japp, jadå, okej, ok, okay, yes, funkar, funkar bra,
        funkar det, passar, passar bra, passar mig, passar oss, passar mig bra, passar det bra, blir bra,
        blir toppen, blir perfekt, toppen, perfekt, jättebra, går bra, går fint, går det att,
        går det att boka om till, boka om till, då, då kör vi, då säger vi, då tar vi, lägg den på,
        lägg det på, lägg in, skriv upp, vi skulle vilja ses, vi skulle vilja, jag skulle vilja, om det går,
        om möjligt, så hinner jag, hinner jag, so i can, would, work for you, would suit,
        could we push it to, push it to, shift it to, på raken, if possible,
        let's do, let's say, instead, for us, works for us, works for me, i can do, i can, we can, move to,
        move it to, we'll do,
        sammanlagt, in total, for, för, i rad, i följd, in a
        row, efter varandra
        """,
    ),
)
