package dev.streamecho.trigger.function;

import dev.streamecho.trigger.function.bootstrap.Bootstrap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command line of the function's process: this JDK's {@code java} with the options of AWS's image for the function's
 * runtime.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html">Customize Java runtime startup</a>
 */
final class RuntimeCommand {
    private static final int HEAP_PERCENT_OF_MEMORY = 85;

    private static final Pattern OWN_COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");

    private static final Pattern OWN_ARCHIVE = Pattern.compile("-Xshare|Archive|AOT");

    private static final Pattern JAVA_VERSION = Pattern.compile("java(\\d+)");

    private RuntimeCommand() {}

    /**
     * Returns the command.
     *
     * @param codeFolder that of {@link LayerClassPath}, if there is one
     * @param untilHooksHaveRun what the process deletes after its shutdown hooks
     */
    static List<String> of(
            FunctionConfiguration function,
            RuntimeFiles files,
            OptionalInt debugPort,
            Optional<Path> codeFolder,
            Optional<Path> untilHooksHaveRun) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:MaxHeapSize=" + heapKilobytes(function.memoryMegabytes()) + "k");
        String own = function.environment().getOrDefault("JAVA_TOOL_OPTIONS", "");
        // The function's own choice stays: the JVM refuses two collectors, and our tiers would win over its own.
        if (!OWN_COLLECTOR.matcher(own).find()) {
            command.add("-XX:+UseSerialGC");
        }
        if (!own.contains("Tiered") && stopsAtFirstTier(function)) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        // AWS's image for Java 25 has one too. The JVM leaves aside one that does not fit.
        if (!OWN_ARCHIVE.matcher(own).find()) {
            files.fromArchive()
                    .ifPresent(option -> command.addAll(
                            List.of(option.startsWith("-XX:AOT") ? "-Xlog:aot=off" : "-Xlog:cds=off", option)));
        }
        // Otherwise it wakes an idle process twenty times a second; who lists the JVMs still finds it.
        command.add("-XX:PerfDataSamplingInterval=5000");
        // Otherwise a crash leaves its report in the folder of the function's code.
        command.add("-XX:+ErrorFileToStderr");
        command.add("-Djava.net.preferIPv4Stack=true");
        command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        // On AWS these follow from LANG, whose locale this machine may not have.
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Duser.language=en");
        command.add("-Duser.country=US");
        // The client's logger opens a file descriptor by its number.
        command.add("--add-opens=java.base/java.io=ALL-UNNAMED");
        files.nativePart().ifPresent(library -> {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("-D" + Bootstrap.NATIVE_PART + "=" + library);
        });
        codeFolder.ifPresent(folder -> command.add("-D" + Bootstrap.CODE_FOLDER + "=" + folder));
        untilHooksHaveRun.ifPresent(file -> command.add("-D" + Bootstrap.UNTIL_HOOKS_HAVE_RUN + "=" + file));
        debugPort.ifPresent(
                port -> command.add("-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:" + port));
        command.add("-classpath");
        command.add(files.classPath());
        command.add(Bootstrap.class.getName());
        command.add(function.handler());
        return command;
    }

    /**
     * The images up to that of Java 11 leave the tiers to the JVM. From that of Java 25 on, so does one whose compiling
     * delays no invocation.
     */
    private static boolean stopsAtFirstTier(FunctionConfiguration function) {
        Matcher version = JAVA_VERSION.matcher(function.runtime());
        if (!version.lookingAt()) {
            return true;
        }
        int java = Integer.parseInt(version.group(1));
        return java >= 25 ? function.initialization() == InitializationType.ON_DEMAND : java >= 17;
    }

    private static long heapKilobytes(int memoryMegabytes) {
        return memoryMegabytes * 1024L * HEAP_PERCENT_OF_MEMORY / 100;
    }
}
