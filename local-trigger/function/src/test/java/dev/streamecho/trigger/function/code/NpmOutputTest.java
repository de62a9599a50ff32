package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What npm 10 and 11 print, and npm 9. */
class NpmOutputTest {
    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '~', textBlock = """
            npm error code E404|npm error 404 Not Found - GET https://packages.example/nothing|npm error 404     > Not Found - GET https://packages.example/nothing
            npm error code ETARGET|npm error notarget No matching version found for left-pad@99.0.0.              > No matching version found for left-pad@99.0.0.
            npm ERR! code ETARGET|npm ERR! notarget No matching version found for left-pad@99.0.0.                > No matching version found for left-pad@99.0.0.
            npm error syscall open|npm error path /a/b.tgz|npm error errno -2|npm error enoent ENOENT: no such file or directory, open '/a/b.tgz' > ENOENT: no such file or directory, open '/a/b.tgz'
            npm error code ERESOLVE|npm error ERESOLVE unable to resolve dependency tree|npm error                > unable to resolve dependency tree
            npm error code ENOTFOUND|npm error syscall getaddrinfo|npm error network request to https://packages.example/x failed, reason: getaddrinfo ENOTFOUND|npm error network This is a problem > request to https://packages.example/x failed, reason: getaddrinfo ENOTFOUND
            npm error code 3|npm error path /a|npm error command failed|npm error command sh -c node generate.js  > a script fails: node generate.js
            Segmentation fault                                                                                    > npm gave no reason
            """)
    void theReasonIsTheFirstLineThatTellsMoreThanACode(String output, String reason) {
        assertThat(NpmOutput.reason(List.of(output.split("\\|")))).isEqualTo(reason);
    }
}
