"""Hashes, counts and dates of proposals (docs/protocol.md, P20 to P26) as the reader computes them (CC0 1.0)."""
from reader import *

DAY, WEEK = 86400, 604800
KINDS, MODES = ["Policy", "Ordinance", "BudgetCell"], ["Never", "WhenAnswered", "WhenFeasible"]
raw = lambda hexes: bytes.fromhex(hexes[2:])
dynamic = lambda data: bytearray(word(len(data)) + data + b"\0" * (-len(data) % 32))  # `bytes` of the ABI
keyed = lambda t, *more: [t["organizer"], t["isTest"], *more]
series_key = lambda t: hexed(H("hanpyo.series.v1", *keyed(t, t["series"], t["rolls"], t["rollId"], KINDS.index(t["kind"]))))
limit_key = lambda t: hexed(H("hanpyo.limit.v1", *keyed(t, t["limitName"])))
signal = lambda w: shifted(keccak(w))

def fits(t):  # the form of a record's template, as far as the vectors go
    fields = """organizer reviewer council series isTest rolls rollId quota leastMembers window limitName periodLength postsPerPeriod
        answerTerm legalBasis quotaArithmetic kind conversion convertTerm ballot timing cell""".split()
    if sorted(t) != sorted(fields) or t["quota"] >= 2**32 or t["organizer"] == t["organizer"].lower(): raise ValueError("no template")
    return fields

def template(t):  # P20.1
    first = [t[k] for k in fits(t)[:16]]
    b, m, c = t["ballot"], t["timing"], t["cell"]
    ballot = (dynamic(raw(b["question"])), *[b[k] for k in "board consentsRequired minimumCensus minimumBallots revoting ballotSize".split()],
              rules(b["rules"]), outcomes(b["outcome"]), b["exampleBallot"])
    spans = bytearray(word(len(m["blackouts"])) + b"".join(word(s[k]) for s in m["blackouts"] for k in ("from", "until")))
    timing = (*[m[k] for k in """openLead alignEvery alignOffset censusLead openGrace votingLength closeGrace sharesTerm sealDelay
        mostPostponed""".split()], spans)
    cell = b"".join(word(c[k]) for k in "supportsClose assessBy insertBy openBy leastCost mostOptions".split())
    return (*first, KINDS.index(t["kind"]), MODES.index(t["conversion"]), t["convertTerm"], ballot, timing, cell)

def hashed(i):
    e = encoded("hanpyo.template.v1", [i["chainId"], i["templates"], template(i["template"])])
    return {"encoded": hexed(e), "hash": hexed(keccak(e)), "seriesKey": series_key(i["template"]), "limitKey": limit_key(i["template"])}

def project(i):  # P21.3, P21.4; of what is no project cell and cost are 0
    subject = H("hanpyo.subject.v1", i["templateHash"], i["digest"], i["cell"], i["cost"])
    message = H("hanpyo.action.v1", 0, hexed(subject), 0, i["digest"])
    id = shifted(H("hanpyo.proposal.v1", i["chainId"], i["proposals"], hexed(subject), i["censusRoot"], i["nullifier"]))
    return {"subject": hexed(subject), "message": hexed(message), "id": str(id)}

def posting(i):  # P21.1
    made = project({**i, "cell": i["templateHash"] if "cost" in i else 0, "cost": i.get("cost", 0)})
    scope = H("hanpyo.post.v1", *[i[k] for k in "chainId proposals limitKey periodLength period slot".split()])
    return {**made, "scope": hexed(scope),
            "signals": [i["censusRoot"], i["nullifier"], str(signal(raw(made["message"]))), str(signal(scope))]}

def change(i):  # P21.5
    if i["version"] > 13: raise ValueError("no version is left")
    scope = H("hanpyo.support.v1", i["chainId"], i["proposals"], i["id"])
    message = H("hanpyo.action.v1", 1 + i["version"] % 2, i["id"], i["version"], 0)
    return {"isSupport": i["version"] % 2 == 0, "scope": hexed(scope), "message": hexed(message),
            "signals": [i["root"], i["nullifier"], str(signal(message)), str(signal(scope))]}

def count(i):  # P21.5, P21.8
    made, supporters, reached = {}, 0, None
    for place, c in enumerate(i["changes"]):
        if c["version"] != made.get(c["nullifier"], 0) or c["version"] > 13 or reached is not None:
            return {"supporters": supporters, "reachedBy": reached, "wrong": place}
        made[c["nullifier"]] = c["version"] + 1
        supporters += 1 - 2 * (c["version"] % 2)
        if c["version"] % 2 == 0 and supporters == i["quota"]: reached = place
    return {"supporters": supporters, "reachedBy": reached, "wrong": None}

leaf = lambda n, l: raw(l["hash"]) if "hash" in l else keccak(bytes([0, n, min(n, 2)]) + raw(l["salt"]) + l["text"].encode())
def text(i):  # P24.1
    leaves = [leaf(n, l) for n, l in enumerate(i["leaves"])]
    tag = keccak(b"hanpyo.text.v1")
    return {"leaves": list(map(hexed, leaves)), "digest": hexed(keccak(tag + word(len(leaves)) + b"".join(leaves)))}

def days(i):  # P23.1: Unix time began on a Thursday, 09:00 in Korea
    every, day = (DAY, 0) if i["weekday"] is None else (WEEK, (i["weekday"] - 4) * DAY)
    return {"alignEvery": every, "alignOffset": (day + i["timeOfDay"] - 9 * 3600) % every}

def schedule(i):  # P23.1
    t, p = i["timing"], i["postponement"]
    box, spans, long = t["votingLength"] + t["closeGrace"], t["blackouts"], 366 * DAY
    lengths = [s["until"] - s["from"] for s in spans] + ([t["mostPostponed"]] if t["mostPostponed"] else [])
    if not 0 < t["alignEvery"] <= long or t["alignOffset"] >= t["alignEvery"] or t["censusLead"] > t["openLead"] \
        or max(t[k] for k in "openLead votingLength closeGrace sharesTerm".split()) > long or t["mostPostponed"] > 120 * DAY \
        or any(s["until"] <= s["from"] for s in spans) or any(a["until"] > b["from"] for a, b in zip(spans, spans[1:])) \
        or p and not 0 < p["until"] - p["from"] <= t["mostPostponed"]: raise ValueError("unsound")
    lost = sum(-(-(n + box) // t["alignEvery"]) + 1 for n in lengths)
    least = {"openLead": DAY, "openGrace": 3600, "votingLength": DAY // 2}
    if lost > 63 or t["openLead"] + t["alignEvery"] * (lost + 1) > 4 * long \
        or any(t[k] < (60 if i["isTest"] else n) for k, n in least.items()): raise ValueError("unsound")
    opens = i["start"] + t["openLead"]
    opens += (t["alignOffset"] - opens) % t["alignEvery"]
    while any(opens < s["until"] and opens + box >= s["from"] for s in spans + ([p] if p else [])): opens += t["alignEvery"]
    closes = opens + t["votingLength"]
    return {"before": i["start"] + t["openLead"] + t["alignEvery"] * (lost + 1),
            "schedule": {"censusTime": opens - t["censusLead"], "opensAt": opens, "openGrace": t["openGrace"], "closesAt": closes,
                         "closeGrace": t["closeGrace"], "sharesDueAt": closes + t["closeGrace"] + t["sharesTerm"], "sealDelay": t["sealDelay"]}}

def listed(i):  # P25.3
    ids, kept = set(), []
    for c in i["candidates"]:
        if c["id"] in ids: continue
        kept = sorted(kept + [c], key=lambda c: (-c["supports"], c["postedAt"], int(c["id"])))[:i["most"]]
        ids = {c["id"] for c in kept}
    return {"ids": [c["id"] for c in kept]}

def cell_content(i):  # P25.5
    question = dynamic(raw(i["question"]))
    options = [b"".join(word(v) for v in (o["id"], o["digest"], o["cost"], 128)) + dynamic(raw(o["title"])) for o in i["projects"]]
    starts = [word(32 * len(options) + sum(map(len, options[:n]))) for n in range(len(options))]
    head = b"hanpyo-cell-content-1".ljust(32, b"\0") + b"".join(map(word, (i["templateHash"], 128, 128 + len(question))))
    content = head + question + word(len(options)) + b"".join(starts + options)
    return {"bytes": hexed(content), "contentHash": hexed(keccak(content))}

def standing(i):  # P25.1, P25.4, P25.7
    t, c, now = i["terms"], i["course"], i["time"]
    start = c["reopenedAt"] or t["insertBy"]
    until = start + t["openBy"] - t["insertBy"] + (now - c["pausedAt"] if c["pausedAt"] else 0)
    state = "open" if now < t["supportsClose"] else "assessing" if now < t["assessBy"] else "listing" if now < t["insertBy"] \
        else c["ending"] if c["ending"] != "none" else "voting" if c["isVoting"] else "closed" if c["listed"] == 0 \
        else "openable" if now < until else "lapsed"
    review = t["insertBy"] - min(7 * DAY, (t["insertBy"] - t["assessBy"]) // 2)
    return {"state": state, "reviewBy": review, "term": {"from": start, "until": until}}

proposals = {
    "projectPosting": lambda i: project({**i, "templateHash": i["cell"]}), "shortlist": listed, "encodeCellContent": cell_content,
    "titleLeaf": lambda i: {"hash": hexed(keccak(bytes([0, 1, 1]) + raw(i["salt"]) + raw(i["title"])))}, "cellState": standing,
    "templateHash": hashed,
    "keysOf": lambda i: {"seriesKey": series_key(i), "limitKey": limit_key(i)},
    "posting": posting, "change": change, "countSupports": count, "textDigest": text, "votingDays": days, "schedule": schedule,
    "actNullifier": lambda i: (lambda s: {"signal": str(s), "nullifier": str(poseidon([s, int(i["secret"])]))})(signal(raw(i["scope"]))),
    "actTracker": lambda i: {"tracker": str(low128(H("hanpyo.act.v1", *[i[k] for k in "proposals nullifier version message".split()])))},
}
