package dev.streamecho.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import dev.streamecho.trigger.junit.Discarded;
import dev.streamecho.trigger.junit.Invocation;
import dev.streamecho.trigger.junit.StreamTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrderFunctionsTest {
    private static final Mailer MAILER = mock(Mailer.class);

    @RegisterExtension
    static final StreamTest STREAM = StreamTest.builder("template.yaml")
            .handler("Confirmation", new ConfirmationHandler(MAILER))
            .build();

    private final StreamTest.Table orders = STREAM.table("Orders");
    private final StreamTest.Table payments = STREAM.table("Payments");

    @BeforeEach
    void allMailsAreSent() {
        reset(MAILER);
    }

    @Test
    void eachNewOrderIsConfirmedOnce() {
        orders.put(Map.of("id", "1", "email", "ann@example.com"));
        orders.update(Map.of("id", "1"), Map.of("paid", true));
        STREAM.awaitIdle();

        verify(MAILER).confirm("ann@example.com", "1");
        verifyNoMoreInteractions(MAILER);
        assertThat(STREAM.filtered()).containsExactly("1");
    }

    @Test
    void anOrderThatNobodyCanConfirmDoesNotKeepOthersBack() {
        orders.put(
                Map.of("id", "1", "email", "ann@example.com"),
                Map.of("id", "poison"),
                Map.of("id", "3", "email", "eve@example.com"));
        STREAM.awaitIdle();

        assertThat(STREAM.handled()).containsExactly("1", "3");
        assertThat(STREAM.discarded()).extracting(Discarded::keys).containsExactly(List.of("poison"));
    }

    @Test
    void aMailThatFailedIsSentAgainAndTheOneBeforeIsNot() {
        doThrow(new MailServerException("busy"))
                .doNothing()
                .when(MAILER)
                .confirm(any(), eq("2"));
        orders.put(
                Map.of("id", "1", "email", "ann@example.com"),
                Map.of("id", "2", "email", "bob@example.com"));
        STREAM.awaitIdle();

        verify(MAILER).confirm("ann@example.com", "1");
        assertThat(STREAM.invocations()).extracting(Invocation::keys).containsExactly(List.of("1", "2"), List.of("2"));
        assertThat(STREAM.handled()).containsExactly("1", "2");
    }

    @Test
    void paymentsAreDiscardedWhenTheFunctionFailedForSixHours() {
        payments.put(Map.of("id", "1", "amount", "not a number"));
        STREAM.advance(Duration.ofHours(6));
        assertThat(STREAM.waiting()).containsExactly("1");

        STREAM.awaitIdle();

        assertThat(STREAM.discarded()).extracting(Discarded::condition).containsExactly("RecordAgeExceeded");
    }

    @Test
    void theRevenueOfAQuarterOfAnHourIsAddedUp() {
        payments.put(Map.of("id", "1", "amount", 10));
        STREAM.advance(Duration.ofMinutes(10));
        payments.put(Map.of("id", "2", "amount", 5.5));
        STREAM.advance(Duration.ofMinutes(5));

        Invocation last = STREAM.invocations().get(STREAM.invocations().size() - 1);
        assertThat(last.log()).containsExactly("revenue until 2026-01-01T12:15:00Z: 15.5");
    }
}
