/**
 * The JSON API under the page, as docs/page-api.md describes it: a class for each group of endpoints, and a
 * {@link dev.streamecho.trigger.page.api.Router} that finds them. It knows nothing of who may call it.
 */
@NullMarked
package dev.streamecho.trigger.page.api;

import org.jspecify.annotations.NullMarked;
