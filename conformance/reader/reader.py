#!/usr/bin/env python3
"""A reader of records, from docs/protocol.md and docs/record.md alone: an example of how little it takes (CC0 1.0).

    python3 conformance/reader/reader.py RECORD.json   says of each check whether it holds

Python's own library has all that it needs. It has no pairing: proofs of Groth16 are named as not made, and so are rules
that are long and show nothing new (content, fields of a constitution). Whoever wants a verdict needs a whole verifier."""
import hashlib, json, math, sys
from primitives import *

def knows(key, proof, tag, *statement):  # P0
    c, s = int(proof["challenge"]), int(proof["response"])
    return c < 2**128 and s < L and low128(H(tag, *statement, *add(at(G, s), at(key, -c)))) == c
def registered(s, proof):
    e = pt(s["encryptionKey"])
    return knows(e, proof, "hanpyo.registration.v1", s["chainId"], s["board"], s["seat"], s["trustee"], *e)
def consented(s, proof):
    y, c = pt(s["shareKey"]), s["census"]
    return knows(y, proof, "hanpyo.consent.v2", s["chainId"], s["board"], s["election"], s["constitutionHash"], s["seat"],
                 *y, c["time"], c["root"], c["depth"], c["activeMembers"])
def shared(s, share, proof):  # P9.2
    y, bases, d, c, z = pt(s["shareKey"]), list(map(pt, s["bases"])), list(map(pt, share)), int(proof["challenge"]), int(proof["response"])
    if len(bases) != len(d) or c >= 2**128 or z >= L: return False
    t = H("hanpyo.share.v1", s["chainId"], s["election"], s["sumHash"], s["seat"], *y, flat(bases), flat(d))
    rho = [low128(keccak(t + word(i))) for i in range(len(d))]
    big, small = (total([at(p, k) for p, k in zip(of, rho)]) for of in (bases, d))
    r = flat([add(at(G, z), at(y, -c)), add(at(big, z), at(small, -c))])
    return low128(keccak(t + b"".join(map(word, r)))) == c

def tree(leaves):  # P1.12
    level, depth = leaves, 0
    while len(level) > 1:
        level = [poseidon(level[i:i + 2]) if i + 1 < len(level) else level[i] for i in range(0, len(level), 2)]
        depth += 1
    return {"root": str(level[0] if level else 0), "depth": depth, "activeMembers": sum(v != 0 for v in leaves)}

rules = lambda r: (*[r[k] for k in "optionCount maxPerOption minTotal maxTotal budget credits distinct".split()], r["costs"])
def outcomes(o):
    part = lambda f: b"".join(map(word, [f["numerator"], f["denominator"], f["moreThan"]]))
    return (["Referendum", "Ranking", "Greedy", "GreedyNoSkip"].index(o["kind"]),
            ["ListedOrder", "CheaperFirst", "None"].index(o["tieBreak"]), part(o["quorum"]), o["closedBelowQuorum"], o["electors"],
            o["electorsSource"], part(o["passingShare"]), o["winners"], o["minimumVotes"], o["budget"], o["costs"])

def constitution(c):  # P3.2
    s = c["schedule"]
    first = [c[k] for k in "contentHash jointHash rolls rollId minimumCensus board consentsRequired minimumBallots revoting masked isTest ballotSize".split()]
    times = b"".join(word(s[k]) for k in "censusTime opensAt openGrace closesAt closeGrace sharesDueAt sealDelay".split())
    return abi((*first, rules(c["rules"]), times, outcomes(c["outcome"])))

def reaches(part, f, whole):
    a, b = part * f["denominator"], whole * f["numerator"]
    return a > b if f["moreThan"] else a >= b
def outcome(rule, counts, options, ballots, members):  # P10.2
    found = {"quorumReached": reaches(ballots, rule["quorum"], max(rule["electors"], members)), "verdict": "None", "selected": 0, "tied": 0}
    kind, counts = rule["kind"], counts[:options]
    if kind == "Referendum":
        yes, no = counts[:2]
        draw = yes == no and rule["passingShare"] == {"numerator": 1, "denominator": 2, "moreThan": True}
        neither = not found["quorumReached"] or yes + no == 0 or draw
        return {**found, "verdict": "Neither" if neither else "Accepted" if reaches(yes, rule["passingShare"], yes + no) else "Rejected"}
    if not found["quorumReached"]: return found
    cost = lambda o: 1 if kind == "Ranking" else rule["costs"][o]
    rank = lambda o: (-counts[o], cost(o) if rule["tieBreak"] == "CheaperFirst" else 0)
    part = sorted((o for o in range(len(counts)) if counts[o] >= max(1, rule["minimumVotes"])), key=lambda o: (rank(o), o))
    left = rule["winners"] if kind == "Ranking" else rule["budget"]
    for key in sorted({rank(o) for o in part}):
        group, taken, before = [o for o in part if rank(o) == key], [], left
        if rule["tieBreak"] == "None":
            taken = group if sum(map(cost, group)) <= left else []
        else:
            room = left
            for o in group:
                if cost(o) <= room: taken, room = [*taken, o], room - cost(o)
                elif kind != "Greedy": break
        left -= sum(map(cost, taken))
        found["selected"] |= sum(1 << o for o in taken)
        if len(taken) < len(group):
            if any(cost(o) <= before for o in group): found["tied"] |= sum(1 << o for o in group)
            if kind != "Greedy": break
    return found

def canonical(v):  # P11.7; a record's keys are ASCII, so that code points sort them as code units do
    return json.dumps(v, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
def distinct(pairs):
    if len({k for k, _ in pairs}) < len(pairs): raise ValueError("a key twice")
    return dict(pairs)

def slots_of(record):  # every ballot beside what its slot held, and the slots at the end
    slots, placed = {}, []
    for b in (b for batch in record["batches"] for b in batch["ballots"]):
        placed.append((b, *slots.get(b["nullifier"], (0, None))))
        slots[b["nullifier"]] = (placed[-1][1] + 1, b["next"])
    return slots, placed
def sums(lists, size):
    return flat([total([paired(words)[i] for words in lists]) for i in range(size)])

def checks(r):
    c, b, size = r["constitution"], r["board"], r["constitution"]["ballotSize"]
    found, k, chain, place = [], b["threshold"], r["chainId"], {"chainId": r["chainId"], "board": c["board"], "election": r["election"]}
    made = lambda name, holds: found.append({"name": name, "held": holds})
    dealt = [[outside(pt(p)) for p in d["polynomial"]] for d in b["dealings"]]
    at_seat = lambda j: total([total([at(p, j**m) for m, p in enumerate(d)]) for d in dealt])
    key, ys = total([d[0] for d in dealt]), [at_seat(j + 1) for j in range(len(b["trustees"]))]
    seats, n = list(range(1, len(ys) + 1)), len(ys)
    e = lambda g: {**g, "encryptionKey": out(outside(pt(g["encryptionKey"]))), "trustee": b["trustees"][g["seat"] - 1], **place}
    made("P2.1 each trustee proved to hold its key", all(registered(e(g), g["proof"]) for g in b["registrations"]))
    made("P2.1 every seat registered", [g["seat"] for g in b["registrations"]] == seats)
    made("P2.2 every seat dealt", [d["seat"] for d in b["dealings"]] == seats)
    made("P2.2 each polynomial has as many coefficients as shares are needed", all(len(d) == k for d in dealt))
    commit = lambda d: hexed(H("hanpyo.dealing.v1", chain, c["board"], d["seat"], b["trustees"][d["seat"] - 1], flat(map(pt, d["polynomial"]))))
    made("P2.2 each trustee dealt what it had committed to", [commit(d) for d in b["dealings"]] == [g["commitment"] for g in b["registrations"]])
    made("P2.2 each share was proved right", None)
    made("P3.1 the text shown is the one that was frozen", hexed(keccak(bytes.fromhex(r["content"][2:]))) == c["contentHash"])
    made("P3.2 hash of the constitution", hexed(keccak(constitution(c))) == r["constitutionHash"])
    if r["rollSource"] == "registry":
        rolls, residents, right = {}, {}, True
        for change in r["roll"]:
            touched = set()
            for one in change["enrolments"]:
                old, own = residents.get(one["registrarPseudonym"], ("0", [], 0)), one["identityCommitment"]
                right &= one["sequence"] == old[2] + 1
                for roll in old[1]: rolls[roll][rolls[roll].index(int(old[0]))] = 0
                for roll in one["rollIds"]: rolls.setdefault(roll, []).append(int(own))
                touched |= {*old[1], *one["rollIds"]}
                residents[one["registrarPseudonym"]] = (own, one["rollIds"], one["sequence"])
            said = {p["rollId"]: {f: p[f] for f in ("root", "depth", "activeMembers")} for p in change["checkpoints"]}
            right &= said == {roll: tree(rolls[roll]) for roll in touched}
        made("P1.5 each checkpoint is its roll as the enrolments give it", right)
        points = [p for change in r["roll"] for p in change["checkpoints"] if p["rollId"] == c["rollId"]]
    else: points = [{**s, "time": s["finalAt"]} for s in r["published"]["snapshots"] if s["fallen"] is None]
    made("P1.3 each resident proved to know its identity's secret", None)
    census = ([p for p in points if p["time"] <= c["schedule"]["censusTime"]] or [{"time": 0, "root": "0", "depth": 0, "activeMembers": 0}])[-1]
    given = lambda s: {**place, "constitutionHash": r["constitutionHash"], "seat": s["seat"], "shareKey": out(ys[s["seat"] - 1]), "census": census}
    made("P4.1 each consent was proved with the trustee's share of the key", all(consented(given(s), s["proof"]) for s in r["consents"]))
    if r["opening"]:
        made("P4.2 root of the census", r["opening"]["censusRoot"] == census["root"])
        made("P4.2 the election key is the board's", pt(r["opening"]["electionKey"]) == key)
    slots, placed = slots_of(r)
    made("P7.2 each ballot follows the last one of its slot", all(int(one["version"]) == before for one, before, _ in placed))
    made("P5.5 each ballot's proof holds: a resident of the census, once, within the rules", None)
    held, links = b"\0" * 32, True
    for batch in r["batches"]:
        own, placed = placed[:len(batch["ballots"])], placed[len(batch["ballots"]):]
        minus = [flat(map(neg, paired(old))) for _, _, old in own if old]
        held = packed(["0x" + held.hex(), *sums([one["next"] for one, _, _ in own] + minus, size)])[:26] + b"\0" * 6
        links &= hexed(held) == batch["chain"]
    made("P7.5 the tally chain holds the subtotal of every batch", links)
    words = sums([last for _, last in slots.values()], size) if slots else flat([O] * size)
    if r["seal"]:
        made("P8.2 number of voters", r["seal"]["ballots"] == len(slots))
        made("P8.2 the sealed sum is the sum of all ballots that count", hexed(packed(words)) == r["seal"]["sumHash"])
    if r["shares"]:
        bases = list(map(out, paired(words)[::2]))
        of = lambda s: {**place, "sumHash": hexed(packed(words)), "seat": s["seat"], "shareKey": out(ys[s["seat"] - 1]), "bases": bases}
        made("P9.2 each share was proved right for the sealed sum", all(shared(of(s), s["share"], s["proof"]) for s in r["shares"]))
    if r["result"]:
        counts = list(map(int, r["result"]["counts"]))
        used = [s for seat in r["result"]["seats"] for s in r["shares"] if s["seat"] == seat]
        made("P10.1 the counts open the sealed sum", opens(words, n, used, counts))
        for name, value in outcome(c["outcome"], counts, c["rules"]["optionCount"], len(slots), r["opening"]["activeMembers"]).items():
            names = {"quorumReached": "quorum reached", "selected": "selected options (bits)", "tied": "tied options (bits)"}
            made(f"P10.2 {names.get(name, name)}", r["result"]["outcome"][name] == value)
    return {"checks": found, "contentHash": hexed(hashlib.sha256(canonical(r).encode()).digest())}

def lagrange(seats, n):
    if not seats or sorted({*seats}) != seats or seats[0] < 1 or seats[-1] > n: raise ValueError("no seats")
    delta, mu = math.factorial(n), []
    for j in seats:
        up, down = delta * math.prod(m for m in seats if m != j), math.prod(m - j for m in seats if m != j)
        mu.append(up // down)
    return delta, mu
def messages(v): return [int(v[i]) + int(v[i + 1]) * 2**24 for i in range(0, len(v), 2)]
def opens(words, n, shares, counts):  # P10.1
    delta, mu = lagrange([s["seat"] for s in shares], n) if shares else (1, [])
    for t, (c2, m) in enumerate(zip(paired(words)[1::2], messages(counts))):
        if at(add(c2, neg(at(G, m))), delta) != total([at(pt(s["share"][t]), f) for s, f in zip(shares, mu)]): return False
    return True

if __name__ == "__main__":
    found = checks(json.load(open(sys.argv[1], encoding="utf-8"), object_pairs_hook=distinct))
    for check in found["checks"]:
        print({True: "holds   ", False: "FAILS   ", None: "not made"}[check["held"]], check["name"])
    print("content hash", found["contentHash"])
    sys.exit(1 if any(check["held"] is False for check in found["checks"]) else 2)
