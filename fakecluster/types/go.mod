module dev.kerf/fakecluster/types

go 1.26.0
