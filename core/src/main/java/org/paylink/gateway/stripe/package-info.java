/**
 * Stripe on the wire: one Checkout Session for each attempt, signed webhooks, and the mapping of
 * both to the gateway port. Nothing here knows of links, hosts or other gateways.
 */
package org.paylink.gateway.stripe;
