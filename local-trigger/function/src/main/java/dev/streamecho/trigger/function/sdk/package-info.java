/**
 * What a function with an old AWS SDK gets beside its code, so that its calls arrive here: the SDKs find it by files of
 * their own. It runs in the function's process, and uses nothing of the trigger.
 */
package dev.streamecho.trigger.function.sdk;
