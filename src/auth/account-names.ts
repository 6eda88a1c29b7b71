const USERNAME = /^[\p{L}\p{M}\p{N}@.+_-]+$/u;
const LONGEST_USERNAME = 150;
const EMAIL = /^[^\s@<>()[\],;:"]+@[^\s@.]+(\.[^\s@.]+)*$/;

/** What is wrong with a user name, in Django's words; null when nothing is. A colon, above all, cannot work with Basic. */
export function usernameFault(text: string): string | null {
  if ([...text].length > LONGEST_USERNAME)
    return `Ensure this field has no more than ${LONGEST_USERNAME} characters.`;
  return USERNAME.test(text)
    ? null
    : 'Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.';
}

/** What is wrong with an e-mail address; "" is none and right. */
export function emailFault(text: string): string | null {
  return text === '' || EMAIL.test(text) ? null : 'Enter a valid email address.';
}
