/**
 * The page of a running stack, in the browser: {@link dev.streamecho.trigger.page.PageServer} serves its files and the API
 * under it, and lets nobody in but the page itself and who has the token. What the API answers is in {@code page.api}.
 */
@NullMarked
package dev.streamecho.trigger.page;

import org.jspecify.annotations.NullMarked;
