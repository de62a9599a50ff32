package dev.streamecho.trigger.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** This machine and its Java. */
final class Machine {
    private Machine() {}

    static List<Diagnosis> diagnoses(String version, Map<String, List<String>> needs) {
        return List.of(Diagnosis.ok("trigger", version), system(), java(needs));
    }

    private static Diagnosis system() {
        Runtime runtime = Runtime.getRuntime();
        return Diagnosis.ok(
                "system",
                "%s %s (%s), %d processors"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch"),
                                runtime.availableProcessors()));
    }

    private static Diagnosis java(Map<String, List<String>> needs) {
        Path home = Path.of(System.getProperty("java.home"));
        String found =
                "%s (%s), %s".formatted(System.getProperty("java.version"), System.getProperty("java.vendor"), home);
        boolean isJdk = Files.exists(home.resolve("bin").resolve("javac"))
                || Files.exists(home.resolve("bin").resolve("javac.exe"));
        boolean isCompiled = needs.containsKey("mvn") || needs.containsKey("gradle");
        return isJdk
                ? Diagnosis.ok("Java", found)
                : Diagnosis.of(
                        "Java",
                        isCompiled ? State.MISSING : State.NOTE,
                        found + ": a JRE, without the compiler that builds Java functions",
                        "install a JDK, 17 or newer, and set JAVA_HOME: https://adoptium.net");
    }
}
