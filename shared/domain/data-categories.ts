/** The 45 categories of data collected in a grid: people, property, vehicles and tracks. Append only. */
export const DATA_CATEGORIES = [
  'registeredResidents', 'migrants', 'tenants', 'foreigners', 'elderlyAlone', 'children', 'disabled', 'lowIncome', 'veterans', 'pregnant',
  'chronicPatients', 'mentalHealth', 'keyPersons', 'correction', 'drugRehabilitation', 'petitioners', 'partyMembers', 'volunteers',
  'arrivals', 'homeObservation', 'vaccination', 'nucleicAcid', 'temperature',
  'houses', 'rentedHouses', 'vacantHouses', 'shops', 'companies', 'schools', 'hospitals', 'hotels', 'constructionSites', 'warehouses',
  'vehicles', 'electricBikes', 'parking', 'deliveries', 'fireEquipment', 'gasUsers', 'elevators', 'hiddenDangers', 'disputes',
  'accessRecords', 'visitorRecords', 'patrolTracks',
] as const;
