"""Why a day does not hold."""
