/**
 * What a mapping reads: {@link dev.streamecho.trigger.stream.EventStream} is a source with shards, and a
 * {@link dev.streamecho.trigger.stream.ChangeRecord} is one of its records as Lambda delivers it. The streams that are read
 * with the SDK's client are here too: {@link dev.streamecho.trigger.stream.LocalStream} in this process, and
 * {@link dev.streamecho.trigger.stream.RemoteStream} elsewhere. It uses the SDK and Jackson, and no other package of the
 * engine but {@code json}. Mappings and redriving read it; the stack makes its streams.
 */
@NullMarked
package dev.streamecho.trigger.stream;

import org.jspecify.annotations.NullMarked;
