package dev.streamecho.trigger.table;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Shows DynamoDB Local's ARNs as AWS would: DynamoDB Local knows one region, {@code ddblocal}, and one account of zeros.
 * It is immutable.
 */
final class LocalArns {
    private static final String DYNAMODB_LOCAL = "arn:aws:dynamodb:ddblocal:000000000000:";

    private final String prefix;

    LocalArns(AccountRegion account) {
        this.prefix = "arn:%s:dynamodb:%s:%s:".formatted(account.partition(), account.region(), account.accountId());
    }

    /** Returns the ARN as AWS would show it; {@code null} stays {@code null}. */
    String shown(String arn) {
        return arn != null && arn.startsWith(DYNAMODB_LOCAL) ? prefix + arn.substring(DYNAMODB_LOCAL.length()) : arn;
    }

    /** DynamoDB Local's own form of an ARN of any region and account; what is not an ARN stays as it is. */
    String own(String arn) {
        String[] parts = arn == null ? new String[0] : arn.split(":", 6);
        return parts.length == 6 && parts[2].equals("dynamodb") ? DYNAMODB_LOCAL + parts[5] : arn;
    }

    /** Returns the table's name, which may be given as the table's ARN; empty if it is not given, which DynamoDB refuses. */
    static String tableName(String nameOrArn) {
        return nameOrArn == null ? "" : nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    /** Returns the name of the table that the stream with this ARN belongs to. */
    static String tableOfStream(String streamArn) {
        return streamArn.split("/", -1)[1];
    }

    TableDescription shown(TableDescription table) {
        TableDescription.Builder shown =
                table.toBuilder().tableArn(shown(table.tableArn())).latestStreamArn(shown(table.latestStreamArn()));
        if (table.hasGlobalSecondaryIndexes()) {
            shown.globalSecondaryIndexes(table.globalSecondaryIndexes().stream()
                    .map(index ->
                            index.toBuilder().indexArn(shown(index.indexArn())).build())
                    .toList());
        }
        if (table.hasLocalSecondaryIndexes()) {
            shown.localSecondaryIndexes(table.localSecondaryIndexes().stream()
                    .map(index ->
                            index.toBuilder().indexArn(shown(index.indexArn())).build())
                    .toList());
        }
        return shown.build();
    }

    List<Stream> shown(List<Stream> streams) {
        return streams.stream()
                .map(stream ->
                        stream.toBuilder().streamArn(shown(stream.streamArn())).build())
                .toList();
    }
}
