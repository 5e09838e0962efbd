use serde::Serialize;

/// A city that the site asks about.
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

/// The city that a request names by its number, its short name or its name.
pub(crate) fn city(named: &str) -> Option<&'static City> {
    CITIES.iter().find(|city| [city.id, city.slug, city.name].contains(&named))
}
