/**
 * What gateways' packages share: the frame of a session's calls and of a notification, calls over
 * HTTP that tell a lost answer from a call that never left, JSON that someone else wrote, and
 * messages without secrets. It knows no gateway.
 */
package org.paylink.gateway.wire;
