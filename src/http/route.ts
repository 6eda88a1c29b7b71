import { Type } from '@nestjs/common';

/** Makes a method a route after the class stands: for controllers whose routes depend on the resource. */
export function route<Controller>(
  controller: Type<Controller>,
  method: keyof Controller & string,
  ...decorators: MethodDecorator[]
): void {
  const prototype = controller.prototype as object;
  const descriptor = Object.getOwnPropertyDescriptor(prototype, method) as PropertyDescriptor;
  for (const decorate of decorators) decorate(prototype, method, descriptor);
}
