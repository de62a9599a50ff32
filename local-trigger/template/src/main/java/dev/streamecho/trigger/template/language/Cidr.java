package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Fn::Cidr}: as many address blocks, one after the other, as are asked for.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html">
 *     Fn::Cidr</a>
 */
final class Cidr {
    private static final Pattern BLOCK = Pattern.compile("([0-9A-Fa-f.:]+)/([0-9]{1,3})");
    private static final int MOST_BLOCKS = 256;

    private Cidr() {}

    static Value blocks(Value argument) {
        List<Value> arguments = Intrinsics.arguments(argument, 2, 3, "Fn::Cidr: [address block, count, bits]");
        String block = arguments.get(0).text();
        int count = arguments.get(1).isUnknown() ? 1 : arguments.get(1).integer(1, MOST_BLOCKS);
        if (Unknown.isIn(block)) {
            return list(argument, Collections.nCopies(count, block));
        }
        Matcher parts = BLOCK.matcher(block);
        if (!parts.matches()) {
            throw argument.error(Value.shown(block) + " is not an address block, as 10.0.0.0/16 is");
        }
        byte[] address = address(parts.group(1), argument);
        int width = address.length * Byte.SIZE;
        int bits = arguments.size() == 3 ? arguments.get(2).integer(1, width) : Byte.SIZE;
        int prefix = Integer.parseInt(parts.group(2));
        BigInteger size = BigInteger.ONE.shiftLeft(bits);
        if (prefix > width
                || size.multiply(BigInteger.valueOf(count))
                                .compareTo(BigInteger.ONE.shiftLeft(width - Math.min(prefix, width)))
                        > 0) {
            throw argument.error("%s does not have room for %d blocks of %d bits".formatted(block, count, bits));
        }
        BigInteger first = new BigInteger(1, address).shiftRight(width - prefix).shiftLeft(width - prefix);
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BigInteger begin = first.add(size.multiply(BigInteger.valueOf(i)));
            blocks.add(shown(begin, address.length) + "/" + (width - bits));
        }
        return list(argument, blocks);
    }

    private static Value list(Value argument, List<String> blocks) {
        return argument.with(new Sequence(
                blocks.stream()
                        .<TemplateNode>map(block -> TemplateNode.text(block, argument.line()))
                        .toList(),
                argument.line()));
    }

    private static byte[] address(String text, Value argument) {
        try {
            // With digits and colons or dots only, nothing is looked up.
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw argument.error(Value.shown(text) + " is not an address");
        }
    }

    private static String shown(BigInteger address, int bytes) {
        byte[] padded = new byte[bytes];
        byte[] digits = address.toByteArray();
        int length = Math.min(digits.length, bytes);
        System.arraycopy(digits, digits.length - length, padded, bytes - length, length);
        try {
            return InetAddress.getByAddress(padded).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes + " bytes", e);
        }
    }
}
