"""The record of a proposal as the reader checks it (docs/record.md, section 9), and its content hash (CC0 1.0).

    python3 conformance/reader/proposal_record.py conformance/records/proposals/reached.json

Proofs and notices, and whether a text can be read, are named as not made."""
from proposals import *

def walk(r):  # P20.3
    published, current, in_force, held, block = {}, None, set(), True, r["posting"]["at"]["block"]
    for e in r["series"]:
        held &= e["at"]["block"] <= block
        if e["at"]["block"] >= block: in_force.add(current)
        if "published" in e:
            held &= e["serial"] == len(published) + 1 and e["published"] not in published
            held &= e["inForceFrom"] == e["at"]["time"] + (0 if r["template"]["isTest"] else 14 * DAY)
            published[e["published"]] = e
            current = current or e["published"]
        else:
            new, old = published.get(e["tookOver"]), published.get(e["predecessor"])
            held &= bool(new and old and e["predecessor"] == current and new["serial"] > old["serial"]) and new["inForceFrom"] <= e["at"]["time"]
            current = e["tookOver"]
    return held, in_force | {current}, published

def ordered(r):
    lists = [[e["at"] for e in r[k]] for k in ("series", "newcomers", "changes", "noticesGiven")]
    moments = sorted([(m["block"], m["time"]) for m in flat(lists) + [r["posting"]["at"]] + ([r["reached"]] if r["reached"] else [])]
                     + [(r["block"]["number"], r["block"]["time"])])
    return all(a["block"] <= b["block"] for l in lists for a, b in zip(l, l[1:])) and \
        all(a[1] <= b[1] and (a[0] != b[0] or a[1] == b[1]) for a, b in zip(moments, moments[1:]))

def proposal_checks(r):
    t, p, found = r["template"], r["posting"], []
    made = lambda name, holds: found.append({"name": name, "held": holds})
    now, hash = p["at"]["time"], hexed(H("hanpyo.template.v1", r["chainId"], r["templates"], template(t)))
    cut, period = lambda time: (time - DAY) // WEEK * WEEK, lambda time: time // t["periodLength"]
    held, in_force, published = walk(r)
    made("P20.3 the template's series has no gap", held)
    made("P20.3 the template was in force at the posting", hash in in_force)
    made("P20.3 the template's notice was over at the posting", hash in published and published[hash]["inForceFrom"] <= now)
    made("P21.2 the posting's census is one that was in use", p["cut"] in (cut(now), cut(now - DAY)))
    made("P20.3 the census has the members that the template asks for", p["activeMembers"] >= t["leastMembers"])
    made("P21.3 the posting's period was that of its time", p["period"] in (period(now), period(now - DAY)))
    made("P21.3 the posting's slot is one that a resident has", p["slot"] < t["postsPerPeriod"])
    cell, cost, is_cell = t["cell"], p.get("cost", 0), t["kind"] == "BudgetCell"
    if is_cell or cost: made("P21.3 a project has a cost that its cell takes, and any other proposal none",
                             is_cell and cell["leastCost"] <= cost <= t["ballot"]["outcome"]["budget"])
    if is_cell: made("P21.3 the project was posted before its cell closed", now < cell["supportsClose"])
    closes = cell["supportsClose"] if is_cell else now + t["window"]
    made("P21.3 the posting's proof holds for this template, text, census and slot", None)
    posted = posting({**p, "chainId": r["chainId"], "proposals": r["proposals"], "templateHash": hash, "limitKey": limit_key(t),
                      "periodLength": t["periodLength"]})
    made("P21.4 the id follows from template, text, census and poster", posted["id"] == r["id"])
    groups, changes = r["newcomers"], r["changes"]
    made("P21.6 newcomers' groups were shown when their cut was past", all(
        g["cut"] % WEEK == 0 and g["cut"] <= cut(g["at"]["time"]) and g["activeMembers"] >= t["leastMembers"]
        and all((g["root"], g["activeMembers"]) == (o["root"], o["activeMembers"]) for o in groups if o["cut"] == g["cut"]) for g in groups))
    made("P21.6 whoever supports by a newcomers' group names one that was shown, not before the proposal's own census", all(
        c["newcomersCut"] == 0 or c["newcomersCut"] >= p["cut"] and any(
            g["cut"] == c["newcomersCut"] and g["at"]["block"] <= c["at"]["block"] for g in groups) for c in changes))
    made("P21.5 every support's and withdrawal's proof holds", None)
    counted = count({"changes": changes, "quota": t["quota"]})
    made("P21.5 versions of each resident follow one another, none after the quota", counted["wrong"] is None)
    made("P21.7 every change came while the proposal was open",
         all(c["at"]["block"] >= p["at"]["block"] and c["at"]["time"] < closes for c in changes))
    made("P21.5 supporters are the residents with an odd number of changes", counted["supporters"] == r["supporters"])
    made("P21.8 the quota was reached by the support that made it full, or not at all",
         r["reached"] == (None if counted["reachedBy"] is None else changes[counted["reachedBy"]]["at"]))
    if r["text"]:
        made("P24.2 the text is one that can be read", None)
        made("P24.1 the text is of the digest that was posted", text(r["text"])["digest"] == p["digest"])
    made("P26 every notice is one that its sender could give then", None)
    made("P21.15 times follow the blocks, and each list is in the chain's order", ordered(r))
    last, moments = r["block"]["number"], [e["at"]["block"] for k in ("changes", "noticesGiven") for e in r[k]]
    others = [e["at"]["block"] for k in ("series", "newcomers") for e in r[k]] + [r["reached"]["block"] if r["reached"] else 0]
    made("P21.15 nothing is later than the record's own block, or before the posting",
         all(p["at"]["block"] <= b <= last for b in moments) and max([p["at"]["block"], *others]) <= last)
    return {"checks": found, "contentHash": content_hash(r)}

if __name__ == "__main__": report(proposal_checks)
