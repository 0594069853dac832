declare const brandKey: unique symbol;

/**
 * A value of `T` that only its own checked constructor can make, so that two values of one
 * primitive that must never be swapped are different types.
 */
export type Brand<T, Name extends string> = T & { readonly [brandKey]: Name };
