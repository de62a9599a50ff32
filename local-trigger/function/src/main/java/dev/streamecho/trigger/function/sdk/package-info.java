/**
 * What a function with an old AWS SDK gets beside its code, so that its calls arrive here. The SDKs find these classes by
 * files of their own. They run in the function's process, where no other class of the trigger is, and may use none.
 */
@NullMarked
package dev.streamecho.trigger.function.sdk;

import org.jspecify.annotations.NullMarked;
