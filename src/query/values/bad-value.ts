/** A value that cannot be read; the message is Django's and goes to the client under the parameter's name. */
export class BadValue extends Error {}

export const NULL_CHARACTER = 'Null characters are not allowed.';
export const NOT_A_NUMBER = 'Enter a number.';
export const TOO_LARGE = 'Ensure this value is less than or equal to 1e+50.';
export const NOT_A_TIME = 'Enter a valid date/time.';
export const NOT_JSON = 'Enter a valid JSON.';
export const NOT_TWO = 'Range query expects two values.';
export const NO_SUCH_ROW = 'Select a valid choice. That choice is not one of the available choices.';
