package org.paylink.gateway;

import java.util.Optional;

/**
 * What a connection test found.
 *
 * @param providerAccount the provider's id of the account the key belongs to
 * @param displayName the provider's name of it
 * @param mode the mode the key belongs to
 */
public record AccountCheck(String providerAccount, Optional<String> displayName, Mode mode) {}
