/**
 * The shape a translation must have to match the English source: the same keys, any text. Chinese has one plural form,
 * so keys that end in `_one` are not asked for.
 */
export type Translation<Source> = {
  readonly [Key in keyof Source as Key extends `${string}_one` ? never : Key]: Source[Key] extends string ? string : Translation<Source[Key]>;
};
