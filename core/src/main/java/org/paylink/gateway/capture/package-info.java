/**
 * Orders that the customer approves at the gateway and that we capture. It speaks the wire of the
 * simulator's orders, which is modelled after PayPal's; no real provider answers it, so it works in
 * test mode alone.
 */
package org.paylink.gateway.capture;
