package dev.streamecho.trigger.terraform.language;

import static dev.streamecho.trigger.terraform.language.HclValue.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.UUID;

/** Functions that encode, decode and hash strings. */
final class EncodingFunctions {
    private EncodingFunctions() {}

    static void addTo(Functions.Group group) {
        group.add("base64decode", EncodingFunctions::decode);
        group.add("base64encode", call -> text(Base64.getEncoder().encodeToString(bytes(call))));
        group.add("base64sha256", call -> text(Digest.SHA_256.base64(bytes(call))));
        group.add("base64sha512", call -> text(Digest.SHA_512.base64(bytes(call))));
        group.add("jsondecode", call -> HclJson.read(call.text(0)));
        group.add("md5", call -> text(Digest.MD5.hex(bytes(call))));
        group.add("sha1", call -> text(Digest.SHA_1.hex(bytes(call))));
        group.add("sha256", call -> text(Digest.SHA_256.hex(bytes(call))));
        group.add("sha512", call -> text(Digest.SHA_512.hex(bytes(call))));
        group.add("urlencode", call -> text(URLEncoder.encode(call.text(0), UTF_8)));
        group.add("uuid", call -> text(UUID.randomUUID().toString()));
    }

    private static byte[] bytes(Arguments call) {
        return call.text(0).getBytes(UTF_8);
    }

    private static HclValue decode(Arguments call) {
        try {
            return text(new String(Base64.getDecoder().decode(call.text(0)), UTF_8));
        } catch (IllegalArgumentException e) {
            throw new EvaluationError("base64decode: not Base64");
        }
    }
}
