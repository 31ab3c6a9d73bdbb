"""What is said of a data folder that lies where a database may break; keys are ``folder_place.Place``."""

PLACES: dict[str, str] = {
    "jaringan": "Folder data berada di jaringan. Basis data dapat rusak di sana; pindahkan ke disk komputer ini.",
    "awan": "Folder data berada di folder yang disinkronkan (OneDrive, Google Drive, dan sejenisnya). Basis data dapat rusak di sana; pindahkan ke folder biasa di disk komputer ini.",
    "lepasan": "Folder data berada di media lepasan. Jangan mencabutnya selagi program terbuka.",
}
