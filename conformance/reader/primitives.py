"""Hashes, ABI words and Baby Jubjub of docs/protocol.md, section 0, in Python's own library alone (CC0 1.0)."""

R = 21888242871839275222246405745257275088548364400416034343698204186575808495617
L = 2736030358979909402780800718157159386076813972158567259200215660948447373041
A, D, O = 168700, 168696, (0, 1)
G = (5299619240641551281634865583518297030282874472190772894086521144482721001553,
     16950150798460657717958625567821834550301663161624707787222815936182638968203)
ZERO = "0x" + 64 * "0"

def keccak(data):  # Keccak-f[1600], rate 1088, padding 0x01
    rot, mask, lane = lambda x, n: ((x << n) | (x >> (64 - n))) & mask, 2**64 - 1, [[0] * 5 for _ in range(5)]
    data += b"\x01" + b"\0" * ((-len(data) - 1) % 136)
    data = data[:-1] + bytes([data[-1] | 0x80])
    for at in range(0, len(data), 136):
        for i in range(17):
            lane[i % 5][i // 5] ^= int.from_bytes(data[at + 8 * i:at + 8 * i + 8], "little")
        lfsr = 1
        for _ in range(24):
            c = [lane[x][0] ^ lane[x][1] ^ lane[x][2] ^ lane[x][3] ^ lane[x][4] for x in range(5)]
            lane = [[v ^ c[x - 1] ^ rot(c[(x + 1) % 5], 1) for v in lane[x]] for x in range(5)]
            x, y, moved = 1, 0, lane[1][0]
            for t in range(24):
                x, y = y, (2 * x + 3 * y) % 5
                moved, lane[x][y] = lane[x][y], rot(moved, (t + 1) * (t + 2) // 2 % 64)
            lane = [[lane[x][y] ^ (~lane[(x + 1) % 5][y] & lane[(x + 2) % 5][y]) for y in range(5)] for x in range(5)]
            for j in range(7):
                lfsr = ((lfsr << 1) ^ ((lfsr >> 7) * 0x71)) % 256
                lane[0][0] ^= ((lfsr >> 1) & 1) << ((1 << j) - 1)
    return b"".join(lane[i % 5][i // 5].to_bytes(8, "little") for i in range(4))

number = lambda v: int(v, 16) if isinstance(v, str) and v.startswith("0x") else int(v)
word = lambda v: number(v).to_bytes(32, "big")
packed = lambda words: keccak(b"".join(map(word, words)))
hexed = lambda b: "0x" + b.hex()

def abi(*values):  # words; a list is uint256[], bytes are a static tuple, a tuple of values a dynamic one, a bytearray any other tail
    parts = [v if isinstance(v, (bytes, list, tuple, bytearray)) else word(v) for v in values]
    offset, head, tail = sum(len(p) if isinstance(p, bytes) else 32 for p in parts), b"", b""
    for p in parts:
        head += p if isinstance(p, bytes) else word(offset + len(tail))
        tail += b"" if isinstance(p, bytes) else abi(*p) if isinstance(p, tuple) else p if isinstance(p, bytearray) else b"".join(map(word, [len(p), *p]))
    return head + tail

encoded = lambda tag, values: abi(keccak(tag.encode()), *values)
H = lambda tag, *values: keccak(encoded(tag, values))
low128 = lambda h: int.from_bytes(h[16:], "big")
shifted = lambda h: int.from_bytes(h, "big") >> 8

made = {}
def constants(t):  # Grain LFSR of the Poseidon paper: field 1, S-box 0, 254 bits, width, 8 full and so many partial rounds
    partial = [56, 57, 56, 60, 60, 63, 64, 63, 60, 66, 60, 65, 70, 60, 64, 68][t - 2]
    s = [int(b) for b in f"{1:02b}{0:04b}{254:012b}{t:012b}{8:010b}{partial:010b}" + 30 * "1"]
    def clock():
        s.append(s[62] ^ s[51] ^ s[38] ^ s[23] ^ s[13] ^ s[0])
        return (s.pop(0), s[-1])[1]
    def bit():
        while not clock(): clock()
        return clock()
    def draw(): return int("".join(str(bit()) for _ in range(254)), 2)
    def below():
        while (v := draw()) >= R: pass
        return v
    for _ in range(160): clock()
    added = [[below() for _ in range(t)] for _ in range(8 + partial)]
    xy = [draw() % R for _ in range(2 * t)]
    return partial, added, [[pow(x + y, -1, R) for y in xy[t:]] for x in xy[:t]]

def poseidon(inputs, first=0):
    state = [first, *inputs]
    if any(not 0 <= v < R for v in state): raise ValueError("at or above r")
    partial, added, mix = made.setdefault(len(state), None) or made.update({len(state): constants(len(state))}) or made[len(state)]
    for i, row in enumerate(added):
        state = [v + c for v, c in zip(state, row)]
        full = i < 4 or i >= 4 + partial
        state = [pow(v, 5, R) if full or m == 0 else v for m, v in enumerate(state)]
        state = [sum(a * b for a, b in zip(line, state)) % R for line in mix]
    return state[0]

def sponge(values):
    state = 0
    for at in range(0, len(values), 16): state = poseidon(values[at:at + 16], state)
    return state

on = lambda p: all(0 <= v < R for v in p) and (A * p[0]**2 + p[1]**2 - 1 - D * p[0]**2 * p[1]**2) % R == 0
neg = lambda p: (-p[0] % R, p[1])
def add(p, q):
    (x1, y1), (x2, y2) = p, q
    k = D * x1 * x2 * y1 * y2 % R
    return ((x1 * y2 + y1 * x2) * pow(1 + k, -1, R) % R, (y1 * y2 - A * x1 * x2) * pow(1 - k, -1, R) % R)
def mul(n, p):
    out = O
    while n:
        if n & 1: out = add(out, p)
        p, n = add(p, p), n >> 1
    return out
total = lambda points: points[0] if len(points) == 1 else add(points[0], total(points[1:])) if points else O
inside = lambda p: on(p) and mul(L, p) == O
def outside(q):
    if not on(q) or (p := mul(8, q)) == O: raise ValueError("no point for a key")
    return p
pt = lambda v: (int(v["x"]), int(v["y"]))
out = lambda p: {"x": str(p[0]), "y": str(p[1])}
flat = lambda points: [v for p in points for v in p]
paired = lambda words: [(int(words[i]), int(words[i + 1])) for i in range(0, len(words), 2)]
at = lambda p, n: mul(n % L, p)
