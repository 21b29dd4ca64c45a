#!/usr/bin/env python3
"""The reader as an implementation that scripts/conformance/run.ts asks: a question in each line, an answer in each.

    node scripts/conformance/run.ts vectors records -- python3 conformance/reader/answers.py

What the reader does not compute it answers as unsupported (CC0 1.0)."""
from reader import *
from proposals import proposals

def bind(i):
    x = list(map(int, [i["nullifier"], i["version"], *(i["held"] if i["masked"] and i["held"] else [0, 1] * (len(i["next"]) // 2)), *i["next"]]))
    digest = sponge(x)
    c = int.from_bytes(packed([digest, *x]), "big") % R
    return {"x": list(map(str, x)), "digest": str(digest), "challenge": str(c), "evaluation": str(sum(v * pow(c, m, R) for m, v in enumerate(x)) % R)}

one = lambda name, value: {name: str(value)}
operations = {
    "keccak256": lambda i: {"hash": hexed(keccak(bytes.fromhex(i["bytes"][2:])))},
    "sha256": lambda i: {"hash": hexed(hashlib.sha256(bytes.fromhex(i["bytes"][2:])).digest())},
    "packedWords": lambda i: {"hash": hexed(packed(i["words"])), "low128": str(low128(packed(i["words"])))},
    "domainTag": lambda i: {"hash": hexed(keccak(i["tag"].encode()))},
    "taggedHash": lambda i: (lambda h: {"encoded": hexed(encoded(i["tag"], i["values"])), "hash": hexed(h), "low128": str(low128(h)),
                                        "shifted": str(shifted(h))})(H(i["tag"], *i["values"])),
    "poseidon": lambda i: one("hash", poseidon(list(map(int, i["inputs"])))),
    "sponge": lambda i: one("digest", sponge(list(map(int, i["values"])))),
    "pointCheck": lambda i: {"onCurve": on(pt(i["point"])), "inSubgroup": inside(pt(i["point"]))},
    "multiply": lambda i: {"point": out(mul(int(i["scalar"]), pt(i["point"])))},
    "add": lambda i: {"point": out(add(pt(i["a"]), pt(i["b"])))},
    "pointFromOutside": lambda i: {"p": out(outside(pt(i["q"])))},
    "divideByEight": lambda i: {"q": out(mul(pow(8, -1, L), pt(i["p"])))},
    "identityCommitment": lambda i: one("identityCommitment", poseidon(list(mul(int(i["secret"]), G)))),
    "nullifier": lambda i: one("nullifier", poseidon([int(i["scope"]), int(i["secret"])])),
    "enrolmentContext": lambda i: one("context", shifted(H("hanpyo.enrolment.v1", *i.values()))),
    "keyShareContext": lambda i: one("context", shifted(H("hanpyo.keyshare.v1", i["chainId"], i["board"]))),
    "scope": lambda i: one("scope", shifted(H("hanpyo.scope.v1", i["chainId"], i["election"], i["constitutionHash"]))),
    "verifyRegistration": lambda i: {"holds": registered(i["statement"], i["proof"])},
    "verifyConsent": lambda i: {"holds": consented(i["statement"], i["proof"])},
    "verifyShare": lambda i: {"holds": shared(i["statement"], i["share"], i["proof"])},
    "messages": lambda i: {"messages": list(map(str, messages(i["choices"])))},
    "bindBallot": bind,
    "heldHash": lambda i: one("hash", int.from_bytes(packed(i["words"])[4:], "big")),
    "tallyChain": lambda i: {"chain": hexed(packed([i["chain"], *i["subtotal"]])[:26] + b"\0" * 6)},
    "lagrange": lambda i: (lambda d, mu: {"delta": str(d), "mu": list(map(str, mu))})(*lagrange(i["seats"], i["trustees"])),
    "countsOpen": lambda i: {"holds": opens(i["sum"], i["trustees"], i["shares"], i["counts"])},
    "leanImt": lambda i: tree(list(map(int, i["leaves"]))),
    "constitutionHash": lambda i: (lambda e: {"encoded": hexed(e), "hash": hexed(keccak(e))})(constitution(i["constitution"])),
    "outcome": lambda i: outcome(i["rule"], i["counts"], i["optionCount"], i["ballots"], i["activeMembers"]),
    **proposals,
}

def answer(question):
    try:
        if "record" in question: return checks(question["record"])
        return operations.get(question["operation"], lambda _: {"unsupported": True})(question["in"])
    except (ValueError, KeyError, IndexError) as error:
        return {"refused": True} if "operation" in question else {"checks": [{"name": f"P11 format ({error})", "held": False}]}

for line in sys.stdin: print(json.dumps(answer(json.loads(line))), flush=True)
