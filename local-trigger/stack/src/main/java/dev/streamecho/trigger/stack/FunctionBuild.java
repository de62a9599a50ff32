package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.CodeError;
import dev.streamecho.trigger.function.code.CodeBuilder;
import dev.streamecho.trigger.function.code.FunctionCode;
import dev.streamecho.trigger.function.code.FunctionSource;
import dev.streamecho.trigger.function.code.SourceState;
import java.util.Optional;

/**
 * What became of the build of a function.
 *
 * @param built the source's files as they were before the build
 * @param code empty if there is a failure
 */
record FunctionBuild(
        FunctionSource source, SourceState built, Optional<FunctionCode> code, Optional<UserError> failure) {

    static FunctionBuild of(CodeBuilder builder, FunctionSource source) {
        SourceState before = builder.state(source);
        try {
            FunctionCode code = FunctionSetup.build(builder, source);
            return new FunctionBuild(source, code.built(), Optional.of(code), Optional.empty());
        } catch (UserError e) {
            return new FunctionBuild(source, before, Optional.empty(), Optional.of(e));
        }
    }

    /** There is no source. */
    static FunctionBuild missing(FunctionSource source, UserError reason) {
        return new FunctionBuild(source, SourceState.NONE, Optional.empty(), Optional.of(reason));
    }

    /** Whether the source is there and does not build: whoever changes it is at work on it. */
    boolean isBroken() {
        return failure.filter(CodeError.class::isInstance).isPresent();
    }
}
