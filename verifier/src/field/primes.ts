/** BN254's base field, over which Groth16's points stand (EIP-196). */
export const BASE_FIELD = 21888242871839275222246405745257275088696311157297823662689037894645226208583n;

/** `r`: BN254's scalar field, the field of the circuits and of Baby Jubjub's coordinates (protocol, section 0). */
export const SCALAR_FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;

/** `l`: the order of Baby Jubjub's prime subgroup (protocol, section 0; EIP-2494). */
export const SUBGROUP_ORDER = 2736030358979909402780800718157159386076813972158567259200215660948447373041n;
