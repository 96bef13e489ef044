import Elementary
import CZlib
import Digest
