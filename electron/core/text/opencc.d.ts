declare module 'opencc-js/dict/TSCharacters' {
  /** Pairs of a traditional character and its simplified ones, the likeliest first: `單 单|嘆 叹`. */
  const pairs: string;
  export default pairs;
}
