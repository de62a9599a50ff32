package dev.streamecho.trigger.function.code;

import java.util.List;

/** The interpreter that runs functions of a runtime. */
record PythonCommand(List<String> command, String version) {

    static PythonCommand of(String runtime) {
        return new PythonCommand(List.of("python3"), runtime);
    }

    String missing() {
        return "there is no python3 on the PATH: install Python 3";
    }
}
