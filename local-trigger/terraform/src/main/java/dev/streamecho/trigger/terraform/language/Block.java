package dev.streamecho.trigger.terraform.language;

import java.util.List;

/**
 * A block, such as {@code resource "aws_sqs_queue" "orders" { … }}.
 *
 * @param file where it is written, as messages name it
 * @param line from 1
 */
public record Block(String type, List<String> labels, Body body, String file, int line) {

    public Block {
        labels = List.copyOf(labels);
    }
}
