package org.paylink.checkout;

import java.util.Optional;

/**
 * In which language a customer reads.
 *
 * @param tag BCP 47 tag, for the gateway's own page
 * @param chosen the language chosen on our page, which the way back keeps; absent when the browser
 *     says it anyway
 */
public record CustomerLanguage(String tag, Optional<String> chosen) {}
