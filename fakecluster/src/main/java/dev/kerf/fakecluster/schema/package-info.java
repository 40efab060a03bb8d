/** What fields objects have: of Kubernetes' own types and of custom ones. */
@NullMarked
package dev.kerf.fakecluster.schema;

import org.jspecify.annotations.NullMarked;
