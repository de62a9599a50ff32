package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.Launcher;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that cannot be read, in one line that says where to look. */
final class UsageMistake {
    /** Two letters that are exchanged are two changes; what picocli suggests beyond that is not what was meant. */
    private static final int MOST_CHANGES = 2;

    /** Begins what picocli says of a choice of options, and of nothing else. */
    private static final String PREFIX = "Error: ";

    private UsageMistake() {}

    static String line(ParameterException mistake) {
        CommandSpec command = mistake.getCommandLine().getCommandSpec();
        return "%s; see %s".formatted(problem(mistake, command), Launcher.command(helpOf(command)));
    }

    private static String problem(ParameterException mistake, CommandSpec command) {
        if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
            String message = mistake.getMessage();
            return message.startsWith(PREFIX) ? message.substring(PREFIX.length()) : message;
        }
        String word = unmatched.getUnmatched().get(0);
        boolean isCommand = command.parent() == null && !unmatched.isUnknownOption();
        String problem = isCommand ? "there is no command '" + word + "'" : unmatched.getMessage();
        List<String> meant = unmatched.getSuggestions().stream()
                .filter(known -> changes(word, known) <= MOST_CHANGES)
                .toList();
        return meant.isEmpty() ? problem : "%s (did you mean %s?)".formatted(problem, String.join(" or ", meant));
    }

    /** Returns how many letters have to be added, removed or replaced to make one word of the other. */
    private static int changes(String word, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= word.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (word.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }

    private static String helpOf(CommandSpec command) {
        return command.parent() == null ? "--help" : command.name() + " --help";
    }
}
