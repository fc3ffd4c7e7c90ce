package org.paylink.byhand;

import java.util.Optional;
import org.paylink.link.Lifecycle;
import org.paylink.money.Money;

/**
 * What undoing came to.
 *
 * @param amount what no longer counts as received
 * @param lifecycle the link's afterwards
 * @param posted whether the ledger has reversed it already; otherwise it is tried again, and the
 *     link opens again once that has happened
 * @param stays why a link that was closed by the confirmation stays closed
 */
public record Undone(
    Money amount, Lifecycle lifecycle, boolean posted, Optional<Lifecycle> stays) {}
