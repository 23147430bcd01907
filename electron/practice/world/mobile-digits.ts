/** A mobile as the directory is searched by: digits only, mainland numbers without their country code. */
export const mobileDigits = (mobile: string): string => {
  const bare = mobile.replace(/[\s()-]/g, '');
  return bare.startsWith('+86') ? bare.slice(3) : bare;
};
