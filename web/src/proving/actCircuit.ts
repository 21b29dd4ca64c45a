/** Semaphore's own circuit, with which every act of proposals is proved. */
export const ACT_CIRCUIT = "semaphore-20";
