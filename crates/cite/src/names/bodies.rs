//! The bodies and courts whose names stand before a title: "UN", "Human Rights Committee", "ECtHR".

use std::collections::BTreeMap;

use model::Catalogue;

/// A body or court, by the order in which it became known.
pub(crate) type Body = u16;

/// Bodies that have several names; each line is one body.
const KNOWN: &[&[&str]] = &[
    &["UN", "United Nations"],
    &["UNSC", "Security Council", "UN Security Council", "United Nations Security Council"],
    &["UNGA", "General Assembly", "UN General Assembly", "United Nations General Assembly"],
    &["ECOSOC", "Economic and Social Council", "UN Economic and Social Council"],
    &["HRC", "Human Rights Committee", "UN Human Rights Committee", "HRCttee", "UNHRC"],
    &[
        "CESCR",
        "Committee on Economic, Social and Cultural Rights",
        "UN Committee on Economic, Social and Cultural Rights",
    ],
    &["CEDAW Committee", "Committee on the Elimination of Discrimination against Women"],
    &["CERD Committee", "Committee on the Elimination of Racial Discrimination"],
    &["CAT Committee", "Committee against Torture", "UN Committee against Torture"],
    &["CRC Committee", "Committee on the Rights of the Child", "UN Committee on the Rights of the Child"],
    &["ILC", "International Law Commission", "UN International Law Commission"],
    &["ICRC", "International Committee of the Red Cross"],
    &["CoE", "Council of Europe"],
    &["EU", "European Union"],
    &["OAS", "Organization of American States"],
    &["AU", "African Union"],
    &["OAU", "Organization of African Unity", "Organisation of African Unity"],
    &["LoN", "League of Nations"],
    &["ICJ", "International Court of Justice"],
    &["PCIJ", "Permanent Court of International Justice"],
    &["ECtHR", "European Court of Human Rights", "Eur. Ct. H.R.", "Strasbourg Court"],
    &["ECmHR", "European Commission of Human Rights"],
    &["IACtHR", "Inter-American Court of Human Rights", "Inter-Am. Ct. H.R.", "I/A Court H.R."],
    &["IACHR", "IACommHR", "IACmHR", "Inter-American Commission on Human Rights", "Inter-Am. Comm'n H.R."],
    &["ACtHPR", "African Court on Human and Peoples' Rights"],
    &["ACmHPR", "African Commission on Human and Peoples' Rights"],
    &["ICTY", "International Criminal Tribunal for the former Yugoslavia"],
    &["ICTR", "International Criminal Tribunal for Rwanda"],
    &["SCSL", "Special Court for Sierra Leone"],
    &["STL", "Special Tribunal for Lebanon"],
    &["ICC", "International Criminal Court"],
    &["ITLOS", "International Tribunal for the Law of the Sea"],
    &["PCA", "Permanent Court of Arbitration"],
    &["CJEU", "ECJ", "European Court of Justice", "Court of Justice of the European Union"],
    &["IMT", "International Military Tribunal"],
    &["ILO", "International Labour Organization"],
    &["IMO", "International Maritime Organization"],
    &["ICAO", "International Civil Aviation Organization"],
    &["IAEA", "International Atomic Energy Agency"],
    &["WHO", "World Health Organization"],
    &["WTO", "World Trade Organization"],
    &["NATO", "North Atlantic Treaty Organization"],
    &["NIC", "National Intelligence Council", "US National Intelligence Council"],
    &["DoD", "Department of Defense", "US Department of Defense", "U.S. Department of Defense"],
    &["US", "United States"],
    &["UK", "United Kingdom"],
];

/// Every name of a body, those that only the catalogue knows included.
pub(crate) fn all(catalogue: &Catalogue) -> Vec<(Body, String)> {
    let mut known: BTreeMap<String, Body> = BTreeMap::new();
    for (body, names) in (0..).zip(KNOWN) {
        for name in *names {
            known.insert((*name).to_owned(), body);
        }
    }
    let mut next = KNOWN.len() as Body;
    for authority in catalogue.iter() {
        for name in authority.body.iter().chain(&authority.court) {
            known.entry(name.clone()).or_insert_with(|| {
                next = next.saturating_add(1);
                next
            });
        }
    }
    known.into_iter().map(|(name, body)| (body, name)).collect()
}
