package dev.streamecho.trigger.junit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Makes an {@link EventHandler} of an object, as the Lambda runtime does. */
final class Handlers {
    private static final String OF_INTERFACES = "handleRequest";

    private Handlers() {}

    /**
     * Returns a handler.
     *
     * @param target a {@code RequestHandler}, a {@code RequestStreamHandler}, or any object with the method
     * @param methodName what the template has after {@code ::}; empty if it has none
     */
    static EventHandler of(Object target, Optional<String> methodName) {
        boolean isOtherMethod =
                methodName.filter(name -> !name.equals(OF_INTERFACES)).isPresent();
        if (target instanceof RequestStreamHandler handler && !isOtherMethod) {
            return handler::handleRequest;
        }
        if (target instanceof RequestHandler<?, ?> handler && !isOtherMethod) {
            return ofRequestHandler(handler, eventType(target.getClass()));
        }
        String name = methodName.orElseThrow(() -> new ExtensionConfigurationException(
                "%s is neither a RequestHandler nor a RequestStreamHandler; name its method: %s::METHOD"
                        .formatted(
                                target.getClass().getName(), target.getClass().getName())));
        return ofMethod(target, method(target.getClass(), name));
    }

    /** Returns a handler whose class does not tell the type of its events, such as a lambda expression. */
    @SuppressWarnings("unchecked")
    static EventHandler ofRequestHandler(RequestHandler<?, ?> handler, Type eventType) {
        Serialization json = new Serialization();
        return (event, response, context) -> json.write(
                ((RequestHandler<Object, Object>) handler).handleRequest(json.read(event, eventType), context),
                response);
    }

    private static EventHandler ofMethod(Object target, Method method) {
        Class<?>[] types = method.getParameterTypes();
        Serialization json = new Serialization();
        return (event, response, context) -> {
            Object[] arguments = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                arguments[i] =
                        types[i] == Context.class ? context : json.read(event, method.getGenericParameterTypes()[i]);
            }
            json.write(call(target, method, arguments), response);
        };
    }

    private static @Nullable Object call(Object target, Method method, Object[] arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw Thrown.causeOf(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of several methods of that name the runtime takes the one with the most parameters. */
    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .filter(method -> method.getParameterCount() <= 2)
                .max(Comparator.comparingInt(Method::getParameterCount))
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "%s has no public method %s with an event and perhaps a Context"
                                .formatted(type.getName(), name)));
    }

    /** Finds what a class, or one that it extends, has for the first type parameter of {@link RequestHandler}. */
    static Optional<Type> typeOfEvents(Class<?> type) {
        return find(type, Map.of()).filter(found -> !(found instanceof TypeVariable));
    }

    private static Type eventType(Class<?> type) {
        return typeOfEvents(type)
                .orElseThrow(
                        () -> new ExtensionConfigurationException(
                                "the class of the handler does not tell the type of its events; give it too: handler(DynamodbEvent.class, …)"));
    }

    private static Optional<Type> find(Class<?> type, Map<Type, Type> known) {
        return Stream.concat(Stream.of(type.getGenericInterfaces()), Stream.ofNullable(type.getGenericSuperclass()))
                .flatMap(parent -> findIn(parent, known).stream())
                .findFirst();
    }

    private static Optional<Type> findIn(Type parent, Map<Type, Type> known) {
        if (parent instanceof Class<?> raw) {
            return raw == RequestHandler.class ? Optional.empty() : find(raw, Map.of());
        }
        ParameterizedType parameterized = (ParameterizedType) parent;
        Class<?> raw = (Class<?>) parameterized.getRawType();
        Type[] arguments = parameterized.getActualTypeArguments();
        if (raw == RequestHandler.class) {
            return Optional.of(known.getOrDefault(arguments[0], arguments[0]));
        }
        Map<Type, Type> ofRaw = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            ofRaw.put(raw.getTypeParameters()[i], known.getOrDefault(arguments[i], arguments[i]));
        }
        return find(raw, ofRaw);
    }
}
