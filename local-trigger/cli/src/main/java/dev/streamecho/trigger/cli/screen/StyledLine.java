package dev.streamecho.trigger.cli.screen;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** One line for a person, in pieces that have styles of picocli. This class is immutable. */
record StyledLine(List<Piece> pieces) {
    private static final String ELLIPSIS = "…";
    private static final String RESET = "\u001b[0m";

    /**
     * A piece of a line.
     *
     * @param style such as {@code red} or {@code bold,red}; none if it is empty
     */
    record Piece(String style, String string) {}

    static final StyledLine EMPTY = new StyledLine(List.of());

    StyledLine {
        pieces = List.copyOf(pieces);
    }

    /** Returns this line with one more piece, in which control characters are harmless. */
    StyledLine plus(String style, String string) {
        List<Piece> more = new ArrayList<>(pieces);
        more.add(new Piece(style, Printable.line(string)));
        return new StyledLine(more);
    }

    StyledLine plus(String string) {
        return plus("", string);
    }

    int length() {
        return pieces.stream().mapToInt(piece -> piece.string().length()).sum();
    }

    /** Returns the line, or as much of it as fits, with an ellipsis at its end. */
    StyledLine cutTo(int columns) {
        if (length() <= columns) {
            return this;
        }
        List<Piece> some = new ArrayList<>();
        int room = columns;
        for (Piece piece : pieces) {
            if (piece.string().length() >= room) {
                some.add(new Piece(piece.style(), cut(piece.string() + ELLIPSIS, room)));
                break;
            }
            some.add(piece);
            room -= piece.string().length();
        }
        return new StyledLine(some);
    }

    /** Returns a string, or as much of it as fits, with an ellipsis at its end. */
    static String cut(String string, int columns) {
        if (string.length() <= columns) {
            return string;
        }
        int end = Math.max(0, columns - 1);
        // No half of a character that takes two.
        if (end > 0 && Character.isHighSurrogate(string.charAt(end - 1))) {
            end--;
        }
        return string.substring(0, end) + ELLIPSIS;
    }

    String printed(Ansi ansi) {
        StringBuilder printed = new StringBuilder();
        for (Piece piece : pieces) {
            if (ansi.enabled() && !piece.style().isEmpty()) {
                // Picocli would end bold with what is a double underline on most terminals.
                printed.append(Ansi.Style.on(Ansi.Style.parse(piece.style())))
                        .append(piece.string())
                        .append(RESET);
            } else {
                printed.append(piece.string());
            }
        }
        return printed.toString();
    }
}
