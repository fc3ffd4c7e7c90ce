/**
 * A payment page that the customer's browser posts a form to. It speaks the wire of the simulator's
 * hosted form, which is modelled after Authorize.Net's Accept Hosted; no real provider answers it,
 * so it works in test mode alone.
 */
package org.paylink.gateway.hostedform;
