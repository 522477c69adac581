"""Names for invented people. None is anybody's; the two pools share no name.

The pools know origins, because the test must show that all are treated alike. The product does not.
"""

from typing import NamedTuple


class Names(NamedTuple):
    men: tuple[str, ...]
    women: tuple[str, ...]
    surnames: tuple[str, ...]


def _names(men: str, women: str, surnames: str) -> Names:
    return Names(
        tuple(men.split()), tuple(women.split()), tuple(n.strip() for n in surnames.split(","))
    )


DEVELOPMENT = {
    "dutch": _names(
        "Johannes Cornelis Hendrik Willem Pieter Gerardus Jacobus Theodorus Thomas Daan Bram Sven Ruben Kevin Dennis Marcel Robert Antonius Leonardus Maarten",
        "Johanna Maria Elisabeth Cornelia Hendrika Wilhelmina Catharina Anna Margaretha Petronella Sanne Lotte Femke Kim Linda Monique Ingrid Marloes Esther Judith",
        "Jansen, de Vries, van den Berg, Bakker, van Dijk, Visser, Smit, Meijer, de Boer, Mulder, de Groot, Bos, Vos, Peters, Hendriks, van Leeuwen, Dekker, Brouwer, de Wit, Dijkstra, Smits, de Graaf, van der Meer, van der Linden, Kok, Jacobs, de Haan, Vermeulen, van den Heuvel, van der Veen, van den Broek, Kuipers, Huisman, Peeters, van der Heijden, in 't Veld, van 't Hof, ten Brink, Schouten, Scholten",
    ),
    "frisian": _names(
        "Sjoerd Wybe Jelle Douwe Tjeerd Fokke Gerben Hielke Sytse Auke Bauke Eelco Folkert Harmen Jitze Klaas Lieuwe Minne Oene Reitze",
        "Tjitske Sietske Wietske Froukje Boukje Jikke Nynke Baukje Hiltje Geertje Sjoukje Antje Akke Dieuwke Foekje Gerbrich Ytsje Klaske Renske Trijntje",
        "Hoekstra, Dijkstra, de Jong, Postma, Feenstra, Wiersma, Boersma, Terpstra, Zijlstra, Hofstra, van der Wal, van der Meulen, Bosma, Sikkema, Hiemstra, Miedema, Veenstra, Kooistra, Bijlsma, Ypma, Rijpkema, Weidema, Haitsma, Tjallema, de Vries",
    ),
    "turkish": _names(
        "Mehmet Mustafa Ahmet Ali Hüseyin Hasan Ibrahim Ismail Osman Murat Yusuf Emre Burak Özgür Serkan Hakan Kemal Ömer Cem Gökhan",
        "Fatma Ayse Emine Hatice Zeynep Elif Özlem Merve Esra Büsra Gülay Tugba Sevgi Hülya Sibel Aysel Derya Ebru Filiz Songül",
        "Yilmaz, Kaya, Demir, Sahin, Çelik, Yildiz, Yildirim, Öztürk, Aydin, Özdemir, Arslan, Dogan, Kiliç, Aslan, Çetin, Kara, Koç, Kurt, Özkan, Simsek, Polat, Korkmaz, Güneş, Erdogan, Bulut",
    ),
    "moroccan": _names(
        "Mohamed Ahmed Youssef Rachid Hassan Said Mustapha Abdellah Omar Khalid Bilal Ayoub Hamza Soufian Nordin Mimoun Abdelkader Driss Karim Ilias",
        "Fatima Khadija Naima Rachida Malika Aicha Samira Loubna Zineb Hanane Karima Latifa Saida Nadia Ikram Chaimae Hajar Oumaima Soukaina Najat",
        "El Amrani, Ben Ali, El Idrissi, Bouzid, Ait Hamou, El Khattabi, Benali, Azzouzi, El Haddad, Bouali, Chaoui, El Yousfi, Ouali, Amghar, El Morabit, Achahbar, Tahiri, El Fassi, Boukhari, Zerrouki, Lahlou, El Ouazzani, Bensaid, Mansouri, Haddaoui",
    ),
    "surinamese": _names(
        "Ramesh Dewanand Radjesh Soerin Anil Winston Kenneth Ricardo Humphrey Roy Soekardjo Wagiman Krishna Sandjai Glenn Orlando Romeo Iwan Stanley Dhanraj",
        "Sharda Soenita Chandra Indra Asha Shanti Naomi Muriel Cynthia Wonny Ngatinem Soemi Radha Sunita Sandra Melvina Lilian Jenny Farida Priya",
        "Ramdin, Jhagroe, Bhagwandin, Soekhai, Kartosen, Pinas, Wijngaarde, Ramdas, Mahabir, Sewdien, Soerodimedjo, Kromosoeto, Vreden, Landveld, Bissessar, Ganga, Oedit, Rambharos, Singh, Doekhie, Kasantaroeno, Amatkarijo, Tjon A Fat, Lie A Kwie, Biharie",
    ),
    "polish": _names(
        "Piotr Krzysztof Andrzej Tomasz Pawel Jan Michal Marcin Stanislaw Jakub Adam Marek Lukasz Zbigniew Jerzy Mateusz Wojciech Kamil Grzegorz Slawomir",
        "Malgorzata Katarzyna Agnieszka Krystyna Barbara Ewa Elzbieta Zofia Janina Teresa Magdalena Monika Joanna Danuta Irena Halina Aleksandra Beata Dorota Jadwiga",
        "Nowak, Kowalski, Wisniewski, Wójcik, Kowalczyk, Kaminski, Lewandowski, Zielinski, Szymański, Woźniak, Dabrowski, Kozlowski, Jankowski, Mazur, Wojciechowski, Kwiatkowski, Krawczyk, Kaczmarek, Piotrowski, Grabowski, Zajac, Pawlowski, Michalski, Król, Wieczorek",
    ),
}

HELD_OUT = {
    "dutch": _names(
        "Adrianus Franciscus Wouter Gijsbert Bastiaan Lambertus Dirk Martijn Jeroen Stefan Rogier Niels Thijs Menno Arjan Frederik Laurens Joost Lars Erwin",
        "Adriana Francisca Geertruida Jacoba Theodora Antonia Helena Susanna Anouk Iris Mirjam Nicole Saskia Hilde Marijke Yvonne Elske Carolina Floor Petra",
        "Koster, van der Laan, Prins, Blom, van Beek, Willems, van Vliet, Maas, Verhoeven, de Bruijn, van der Velden, Kramer, van Schaik, de Leeuw, Evers, Gerritsen, van Doorn, Martens, Post, Kuiper, Jonker, van Wijk, ter Horst, op den Kamp, van Rooij, Timmermans, van 't Veer, Lammers, Boogaard, Rietveld, Zwart, Nijhuis, Wessels, van der Ploeg, Hermans, Sanders, Roos, de Ruiter, Schipper, Groen",
    ),
    "frisian": _names(
        "Wytze Sybren Hessel Rinse Ype Germ Haye Sipke Watse Durk Jorrit Oebele Piter Sietse Tjalling Ulbe Wiebren Anne Boele Doeke",
        "Aukje Tietsje Sytske Hinke Jeltje Martsje Rixt Fokje Wytske Ymkje Jetske Marijke Pytsje Tryntsje Grietje Lieuwkje Nienke Sjirkje Eelkje Doutzen",
        "Bouma, Visser, Hylkema, Nauta, Osinga, Tuinstra, Wijbenga, Algra, Bakker, Cnossen, Dykstra, Elzinga, Faber, Galama, Jorritsma, Kuipers, van der Zee, Zwaagstra, Reitsma, Schaafsma, van der Veer, Talsma, Uitsma, Wijnja, Zandstra",
    ),
    "turkish": _names(
        "Süleyman Halil Orhan Ramazan Kadir Selim Volkan Tolga Umut Baris Cengiz Ertan Fikret Ilhan Levent Necati Sinan Tarik Yavuz Zafer",
        "Meryem Sultan Havva Yasemin Gül Nuray Pinar Selin Sevim Tülin Zehra Nurcan Hacer Leyla Arzu Burcu Cansu Dilek Gamze Melike",
        "Öz, Tekin, Özer, Avci, Bozkurt, Ünal, Aktas, Gül, Çakir, Keskin, Acar, Taş, Güler, Sari, Turan, Tunç, Yalçin, Kaplan, Uçar, Karaca, Duman, Coskun, Ates, Sönmez, Topal",
    ),
    "moroccan": _names(
        "Abdelaziz Brahim Hicham Jamal Lahcen Noureddine Redouan Tarik Yassine Zakaria Anouar Farid Houssain Jaouad Mounir Nabil Othman Salah Walid Achraf",
        "Amina Bouchra Dounia Fadoua Ghizlane Houria Ilham Jamila Kaoutar Laila Mariam Nora Ouafae Rajae Salma Touria Wafa Yasmina Zahra Asmae",
        "El Bakkali, Ben Haddou, Ait Taleb, El Mansouri, Bouhaddou, Chentouf, El Ghazi, Fikri, Hamdaoui, El Jaouhari, Kaddouri, El Mokhtar, Naciri, Oulad Ali, Rahmouni, Sabri, El Tayebi, Belhaj, Bennani, Charkaoui, Daoudi, El Alaoui, Farhat, Mesbahi, Ziani",
    ),
    "surinamese": _names(
        "Soeresh Harrypersad Djaienti Rudy Ewald Dwight Eddy Gerold Hendrik Jules Mahinder Narain Patrick Ronald Saimo Sjaam Vishal Wim Rishi Marlon",
        "Anjali Bidjai Carmen Drupatie Esseline Gladys Hilda Irma Jasodra Kamla Lucia Mavis Nalini Oemawatie Roshni Sabitrie Tania Usha Wilma Yvette",
        "Autar, Baldewsingh, Chotkan, Dihal, Etwaroo, Gopal, Hardjopawiro, Issorie, Jankipersad, Kalpoe, Lachman, Mangroe, Nannan Panday, Overeem, Parabirsing, Raghoebarsing, Sardjoe, Tirtotaroeno, Uiterloo, Venetiaan, Wongsodikromo, Zeefuik, Sumter, Djojoseparto, Chin A Lien",
    ),
    "polish": _names(
        "Dariusz Mariusz Rafal Robert Henryk Ryszard Przemyslaw Tadeusz Artur Sebastian Jaroslaw Leszek Dominik Radoslaw Bartosz Damian Wieslaw Edward Maciej Filip",
        "Iwona Grazyna Bozena Urszula Marta Sylwia Renata Justyna Aneta Wieslawa Patrycja Natalia Karolina Paulina Izabela Stanislawa Wanda Edyta Kinga Weronika",
        "Wrobel, Majewski, Olszewski, Stepien, Malinowski, Jaworski, Adamczyk, Dudek, Nowicki, Pawlak, Gorski, Witkowski, Walczak, Sikora, Baran, Rutkowski, Michalak, Szewczyk, Ostrowski, Tomaszewski, Pietrzak, Zalewski, Wroblewski, Marciniak, Jasinski",
    ),
}
