/**
 * What gateways' packages share: calls over HTTP that tell a lost answer from a call that never
 * left, JSON that someone else wrote, and messages without secrets. It knows no gateway.
 */
package org.paylink.gateway.wire;
