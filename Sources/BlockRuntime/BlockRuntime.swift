import Exhibits
