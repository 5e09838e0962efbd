//! The cities of the demo provider.

use serde::Serialize;

/// A city that the site offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct City {
    pub(crate) id: &'static str,
    pub(crate) slug: &'static str,
    pub(crate) name: &'static str,
}

pub(crate) const CITIES: [City; 7] = [
    City { id: "1", slug: "aramil", name: "Арамиль" },
    City { id: "2", slug: "vpyshma", name: "Верхняя Пышма" },
    City { id: "3", slug: "ekaterinburg", name: "Екатеринбург" },
    City { id: "4", slug: "iset", name: "Исеть" },
    City { id: "5", slug: "polevskoy", name: "Полевской" },
    City { id: "6", slug: "sredneuralsk", name: "Среднеуральск" },
    City { id: "7", slug: "talitsa", name: "Талица" },
];

/// Returns the city with that id, slug or name.
pub(crate) fn find_city(text: &str) -> Option<&'static City> {
    CITIES.iter().find(|city| [city.id, city.slug, city.name].contains(&text))
}
