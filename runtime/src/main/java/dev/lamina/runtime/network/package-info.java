/** What generated code offers to sessions and asks of them. */
package dev.lamina.runtime.network;
